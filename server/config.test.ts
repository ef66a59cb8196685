import { expect, test } from 'vitest';
import { conceptBaseOf, readConfig } from './config.ts';

test('the defaults are those of the documentation', () => {
  const config = readConfig({}, {});
  expect(config).toMatchObject({
    ok: true,
    value: { dataFolder: './data', host: '127.0.0.1', port: 8080, seed: true, admin: undefined },
  });
});

test('a flag beats the environment', () => {
  const config = readConfig({ SABIR_PORT: '1111' }, { port: '2222' });
  expect(config).toMatchObject({ value: { port: 2222 } });
});

test.each([
  ['SABIR_PORT', '80a'],
  ['SABIR_PORT', '70000'],
  ['SABIR_SEED', 'yes'],
  ['SABIR_BASE_URL', 'ftp://example.org'],
  ['SABIR_BASE_URL', 'http://[nowhere'],
  ['SABIR_LOG', 'loud'],
  ['SABIR_QUERY_TIMEOUT_MS', '0'],
  ['SABIR_RATE_LIMIT', 'no'],
  ['SABIR_ANONYMOUS', 'nobody'],
  ['SABIR_TRUSTED_PROXIES', '10.0.0.0/8, proxy.example'],
  ['SABIR_ALLOWED_HOSTS', 'wiki.example, http://wiki.example/'],
])('%s=%s is refused, by name', (variable, value) => {
  const config = readConfig({ [variable]: value }, {});
  expect(config).toMatchObject({ ok: false, failures: [{ parameters: { field: variable } }] });
});

test('an administrator needs name and password', () => {
  expect(readConfig({ SABIR_ADMIN_USER: 'Ada' }, {}).ok).toBe(false);
});

test.each([
  [{}, 'http://127.0.0.1:9000/entity/'],
  [{ SABIR_BASE_URL: 'https://kb.example/' }, 'https://kb.example/entity/'],
  [{ SABIR_CONCEPT_BASE: 'http://www.wikidata.org/entity' }, 'http://www.wikidata.org/entity/'],
])('with %j the concept base is %s', (environment, base) => {
  const config = readConfig(environment, {});
  expect(config.ok && conceptBaseOf(config.value, 9000)).toBe(base);
});
