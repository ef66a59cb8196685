/** Whether the tools are there: `scripts/test.ts` installs them, where the registry can be reached. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = join(import.meta.dirname, 'node_modules');

export const areInstalled = existsSync(join(MODULES, 'wikibase-cli'));

/** The path of a file of one of the tools. */
export function toolPath(...parts: readonly string[]): string {
  return join(MODULES, ...parts);
}
