/**
 * Finds the folder of reference data (conformance suites, real entities) that is kept beside the
 * project. Suites that need it are skipped, by name, where it is absent.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

const folder = process.env['SABIR_SHARED'] ?? join(import.meta.dirname, '..', '..', 'shared');

export function sharedPath(...parts: string[]): string {
  return join(folder, ...parts);
}

/** A `describe` that is reported as skipped where the reference data is absent. */
export const describeWithShared = describe.skipIf(!existsSync(folder));
