/** A real disk without room: edits are refused, reading goes on, and room is all that it takes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStorage } from '../../server/storage/storage.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { verifyStorage } from '../../server/storage/verify.ts';
import { commitOf, newItem } from '../commits.ts';
import { TEST_RDF } from '../test-store.ts';

const DISK_BYTES = 6 * 1024 * 1024;

/** A small disk of its own; only root may mount one. */
const disk = mkdtempSync(join(tmpdir(), 'sabir-disk-'));
const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk]);
const isMounted = mount.status === 0;

afterAll(() => {
  if (isMounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

describe.skipIf(!isMounted)('a full disk', () => {
  test('refuses edits, keeps reading, and recovers', async () => {
    const folder = join(disk, 'store');
    const storage = await openStorage({ folder, rdf: TEST_RDF });
    const ballast = join(disk, 'ballast');
    await writeFile(ballast, Buffer.alloc(DISK_BYTES / 4));

    const saved = await saveUntilRefused(storage);
    expect(saved).toBeGreaterThan(5);
    await expectAllReadable(storage, saved);
    expect(await storage.commit(edit(0))).toEqual(REFUSED);

    await rm(ballast);
    expect(await storage.commit(edit(saved + 1))).toMatchObject({
      outcome: 'saved',
      revisions: [{ revisionId: saved + 1, documentId: `Q${saved + 1}` }],
    });
    await storage.close();
    expect([...verifyStorage({ folder, rdf: TEST_RDF })]).toEqual([]);
  });
});

const REFUSED = { outcome: 'refused', reason: 'disk-full' };

async function saveUntilRefused(storage: Storage): Promise<number> {
  for (let saved = 0; saved < 10_000; saved++) {
    const outcome = await storage.commit(edit(saved));
    if (outcome.outcome === 'saved') continue;
    expect(outcome).toEqual(REFUSED);
    return saved;
  }
  throw new Error('The disk never filled');
}

async function expectAllReadable({ records }: Storage, saved: number): Promise<void> {
  expect(await records.head()).toMatchObject({ sequence: saved });
  const ids = Array.from({ length: saved }, (_, n) => `Q${n + 1}`);
  expect((await records.documents(ids)).size).toBe(saved);
}

function edit(number: number) {
  return commitOf([newItem(`en=item ${number} | P1=${crypto.randomUUID().repeat(20)}`)]);
}
