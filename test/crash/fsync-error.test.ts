/**
 * A disk that fails an fsync may have dropped what it was to write: whoever goes on after that
 * acknowledges edits that are not there. The process must end instead.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openForWriting } from '../../server/storage/sqlite/database.ts';
import { migrate, newestVersion } from '../../server/storage/sqlite/migrate.ts';
import { storePath } from '../../server/storage/storage.ts';
import { verifyStorage } from '../../server/storage/verify.ts';
import { TEST_RDF } from '../test-store.ts';
import { startCommitter } from './committer-process.ts';
import { describeWithStrace, readRecording, recordingTo } from './strace.ts';
import type { FileEvent } from './strace.ts';

/** By the thread that writes, before its first commit: one for each migration, and some more. */
const SYNCS_OF_MAKING = newestVersion() + 17;

describeWithStrace('a failed fsync', () => {
  test('before the first edit: the store does not open', async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'sabir-fsync-'));
    const under = recordingTo(join(scratch, 'recording'), failing(5));
    const committer = startCommitter({ folder: join(scratch, 'store'), clients: 1, under });
    expect((await committer.ended).code).not.toBe(0);
    expect(committer.acknowledged).toEqual([]);
    await rm(scratch, { recursive: true });
  });

  test.each([1, 2, 3, 5, 7, 10, 13, 17, 22, 27])(
    'sync %i after the store was made: nothing is acknowledged after it',
    async (number) => {
      const scratch = await mkdtemp(join(tmpdir(), 'sabir-fsync-'));
      const folder = join(scratch, 'store');
      const recording = join(scratch, 'recording');
      const under = recordingTo(recording, failing(SYNCS_OF_MAKING + number));
      // One client: it sends its next commit only when it has heard of the one before.
      const committer = startCommitter({ folder, clients: 1, commits: 500, under });
      const { code, errorText } = await committer.ended;

      const events = await Array.fromAsync(readRecording(recording));
      const failure = events.findIndex(({ kind }) => kind === 'sync-failed');
      expect(failure).toBeGreaterThan(0);
      expect(events.slice(failure).filter(isAcknowledgement)).toEqual([]);
      expect(events.slice(0, failure).filter(isAcknowledgement)).toHaveLength(
        committer.acknowledged.length,
      );
      expect(committer.acknowledged.length).toBeGreaterThan(0);
      expect({ code, errorText }).toEqual({ code: 70, errorText: expect.stringContaining('disk') });

      openAgain(folder);
      expect([...verifyStorage({ folder, rdf: TEST_RDF })]).toEqual([]);
      await rm(scratch, { recursive: true });
    },
  );
});

/** Lets one sync of each thread fail: SQLite's own, of the log, of the folder, whichever it is. */
function failing(when: number): string[] {
  return ['-e', `inject=fsync,fdatasync:error=EIO:when=${when}`];
}

function isAcknowledgement(event: FileEvent): boolean {
  return event.kind === 'said' && event.text.startsWith('ack');
}

function openAgain(folder: string): void {
  const db = openForWriting(storePath(folder), { durability: 'full' });
  migrate(db);
  db.close();
}
