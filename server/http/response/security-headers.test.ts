import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { securityHeaders } from './security-headers.ts';

async function policyWith(logo: string): Promise<string> {
  const app = new Hono<{ Variables: { logo: string } }>().use(securityHeaders).get('/', (c) => {
    c.set('logo', logo);
    return c.text('');
  });
  return (await app.request('/')).headers.get('Content-Security-Policy') ?? '';
}

test.each([
  ['https://a.example/logo.svg', ' https://a.example;'],
  ['https://a.example:8443/logo.svg', ' https://a.example:8443;'],
  ['http://[::1]/logo.svg', ' http://[::1];'],
  ['/logo.svg', ';'],
  ['https://a;script-src-elem', ';'],
  ['https://a,default-src', ';'],
  ['https://*', ';'],
  ["https://'unsafe-inline'", ';'],
  ['javascript:alert(1)', ';'],
  ['data:image/png,x', ';'],
])('the logo %s lets images come from%s', async (logo, sources) => {
  expect(await policyWith(logo)).toContain(`img-src 'self' data:${sources} font-src`);
});
