/**
 * `npm test`: everything, in the order in which it fails fastest.
 *
 * Installs what the browser and power-cut tests need where that can be done (root on Debian), and
 * the tools of others that must work on Sabir; where it cannot, those suites are skipped by name.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const tools = [
  {
    program: '/usr/bin/chromium-headless-shell',
    else: '/usr/bin/chromium',
    package: 'chromium-headless-shell',
  },
  { program: '/usr/bin/strace', else: undefined, package: 'strace' },
];

const steps: readonly (readonly [string, ...string[]])[] = [
  ['tsc', '-p', 'server'],
  ['tsc', '-p', 'client'],
  ['oxlint', '--type-aware', '--deny-warnings'],
  ['oxfmt', '--check'],
  ['node', 'scripts/build-client.ts'],
  ['vitest', 'run', ...process.argv.slice(2)],
];

installMissingTools();
installClients();
for (const step of steps) run(step);

function installMissingTools(): void {
  const missing = tools
    .filter((tool) => !existsSync(tool.program) && !(tool.else && existsSync(tool.else)))
    .map((tool) => tool.package);
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** From the registry, into a folder of their own: they are no part of what we deliver. */
function installClients(): void {
  const folder = 'test/clients';
  if (existsSync(`${folder}/node_modules`)) return;
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  spawnSync('npm', ['ci', ...quietly], { cwd: folder, stdio: 'inherit' });
}

function run([program, ...args]: readonly [string, ...string[]]): void {
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
