/**
 * The settings of one running Sabir: environment variables, each also a flag of the command line.
 *
 * Read once, in a composition root; everybody else is handed values. `docs/settings.md` describes
 * each one, and a test holds it to that.
 */
import { parseAllowedHost } from './egress/egress.ts';
import { parseRange, type Range } from './accounts/addresses.ts';
import { failed, failure, ok, type Failure, type Result } from '../schema/failures.ts';

export interface Config {
  readonly dataFolder: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Without a slash at the end; `undefined` follows host and port. */
  readonly baseUrl: string | undefined;
  /** With a slash at the end; `undefined` follows the base URL. */
  readonly conceptBase: string | undefined;
  readonly seed: boolean;
  readonly queryTimeoutMs: number;
  readonly queryProcesses: number;
  readonly logLevel: string;
  readonly rateLimit: boolean;
  readonly visitors: {
    readonly anonymous: 'temporary' | 'address';
    readonly trustedProxies: readonly Range[];
  };
  /** Hosts, with or without a port, that are asked whatever their address is. */
  readonly allowedHosts: readonly string[];
  readonly admin: { readonly name: string; readonly password: string } | undefined;
}

interface Setting {
  /** Environment variable; the flag is its name in lower case without the prefix: `--data`. */
  readonly variable: string;
  readonly fallback: string;
}

export const settings = {
  dataFolder: { variable: 'SABIR_DATA', fallback: './data' },
  host: { variable: 'SABIR_HOST', fallback: '127.0.0.1' },
  port: { variable: 'SABIR_PORT', fallback: '8080' },
  baseUrl: { variable: 'SABIR_BASE_URL', fallback: '' },
  conceptBase: { variable: 'SABIR_CONCEPT_BASE', fallback: '' },
  seed: { variable: 'SABIR_SEED', fallback: 'on' },
  queryTimeoutMs: { variable: 'SABIR_QUERY_TIMEOUT_MS', fallback: '60000' },
  queryProcesses: { variable: 'SABIR_QUERY_PROCESSES', fallback: '2' },
  logLevel: { variable: 'SABIR_LOG', fallback: 'info' },
  rateLimit: { variable: 'SABIR_RATE_LIMIT', fallback: 'on' },
  anonymous: { variable: 'SABIR_ANONYMOUS', fallback: 'temporary' },
  trustedProxies: { variable: 'SABIR_TRUSTED_PROXIES', fallback: '' },
  allowedHosts: { variable: 'SABIR_ALLOWED_HOSTS', fallback: '' },
  adminUser: { variable: 'SABIR_ADMIN_USER', fallback: '' },
  adminPassword: { variable: 'SABIR_ADMIN_PASSWORD', fallback: '' },
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof settings;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** The name of a setting's flag: `SABIR_QUERY_TIMEOUT_MS` → `query-timeout-ms`. */
export function flagOf(setting: Setting): string {
  return setting.variable.replace('SABIR_', '').toLowerCase().replaceAll('_', '-');
}

/** A flag beats the environment, which beats the default. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>>,
): Result<Config> {
  const failures: Failure[] = [];
  const text = (name: SettingName): string =>
    flags[flagOf(settings[name])] ??
    environment[settings[name].variable] ??
    settings[name].fallback;
  const refuse = (name: SettingName, expected: string): void => {
    failures.push(failure('wrong-type', { field: settings[name].variable, expected }));
  };
  const wholeNumber = (name: SettingName, least: number, most: number): number => {
    const number = /^\d{1,9}$/.test(text(name)) ? Number(text(name)) : Number.NaN;
    if (!(number >= least && number <= most)) refuse(name, `a whole number, ${least} to ${most}`);
    return number;
  };
  const onOff = (name: SettingName): boolean => {
    if (!['on', 'off'].includes(text(name))) refuse(name, 'on or off');
    return text(name) === 'on';
  };
  const url = (name: SettingName): string | undefined => {
    if (text(name) === '') return undefined;
    if (!/^https?:\/\/\S+$/.test(text(name)) || !URL.canParse(text(name))) {
      refuse(name, 'an http or https URL');
    }
    return text(name).replace(/\/+$/, '');
  };

  const list = <Part extends object | string>(
    name: SettingName,
    parse: (part: string) => Part | undefined,
    expected: string,
  ): Part[] =>
    text(name)
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .flatMap((part) => {
        const parsed = parse(part);
        if (parsed === undefined) refuse(name, `${expected}, separated by commas`);
        return parsed ?? [];
      });

  const conceptBase = url('conceptBase');
  const config: Config = {
    dataFolder: text('dataFolder'),
    host: text('host'),
    port: wholeNumber('port', 0, 65_535),
    baseUrl: url('baseUrl'),
    conceptBase: conceptBase === undefined ? undefined : `${conceptBase}/`,
    seed: onOff('seed'),
    queryTimeoutMs: wholeNumber('queryTimeoutMs', 1, 86_400_000),
    queryProcesses: wholeNumber('queryProcesses', 1, 64),
    logLevel: text('logLevel'),
    rateLimit: onOff('rateLimit'),
    visitors: {
      anonymous: text('anonymous') === 'address' ? 'address' : 'temporary',
      trustedProxies: list('trustedProxies', parseRange, 'addresses and ranges'),
    },
    allowedHosts: list('allowedHosts', parseAllowedHost, 'hosts, with or without a port'),
    admin: admin(text('adminUser'), text('adminPassword')),
  };
  if (!LOG_LEVELS.includes(config.logLevel)) refuse('logLevel', LOG_LEVELS.join(', '));
  if (!['temporary', 'address'].includes(text('anonymous'))) {
    refuse('anonymous', 'temporary or address');
  }
  if ((text('adminUser') === '') !== (text('adminPassword') === '')) {
    refuse('adminPassword', 'SABIR_ADMIN_USER and SABIR_ADMIN_PASSWORD together');
  }
  return failures.length === 0 ? ok(config) : failed(...failures);
}

/** Where the wiki says that it is, once it is known on which port it listens. */
export function baseUrlOf(config: Config, port: number): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return config.baseUrl ?? `http://${host}:${port}`;
}

export function conceptBaseOf(config: Config, port: number): string {
  return config.conceptBase ?? `${baseUrlOf(config, port)}/entity/`;
}

function admin(name: string, password: string): Config['admin'] {
  return name === '' ? undefined : { name, password };
}
