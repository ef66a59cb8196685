/**
 * Commits without end, for the tests that pull the plug: each client creates items and edits,
 * deletes and restores them. Says `ack REVISION` on standard output for every revision that the
 * store has acknowledged, and nothing else.
 *
 *     node committer.ts FOLDER CLIENTS full|none [COMMITS]
 */
import { writeSync } from 'node:fs';
import type { ItemId } from '../../schema/model/entity-id.ts';
import type { CommitOutcome, DocumentChange } from '../../server/storage/records/commit.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { commitOf, deletion, itemChange, newItem, savedIn } from '../commits.ts';

const [folder = '', clients = '1', durability = 'full', commits = 'Infinity'] =
  process.argv.slice(2);

const storage = await openStorage({
  folder,
  rdf: { conceptBase: 'http://localhost/entity/' },
  durability: durability === 'none' ? 'none' : 'full',
  onBroken(error) {
    writeSync(2, `${error.message}\n`);
    process.exit(70);
  },
});
const firstSequence = (await storage.records.head()).sequence;
let left = Number(commits);
await Promise.all(Array.from({ length: Number(clients) }, (_, client) => run(client)));
await storage.close();

async function run(client: number): Promise<void> {
  for (let round = 0; left > 0; round++) {
    const name = `client ${client}, start ${firstSequence}, round ${round}`;
    const { documentId, revisionId } = savedIn(await commit([newItem(contentOf(name, 0))]));
    await editItem(documentId as ItemId, revisionId, name);
  }
}

async function editItem(id: ItemId, created: number, name: string): Promise<void> {
  let parent = created;
  for (let edit = 1; edit <= 6 && left > 0; edit++) {
    const change =
      edit === 4 ? deletion(id, parent) : itemChange(id, contentOf(name, edit), parent);
    const outcome = await commit([change]);
    if (outcome.outcome === 'refused') return;
    parent = savedIn(outcome).revisionId;
  }
}

async function commit(changes: readonly DocumentChange[]): Promise<CommitOutcome> {
  left -= 1;
  const outcome = await storage.commit(commitOf(changes));
  if (outcome.outcome === 'saved') {
    for (const { revisionId } of outcome.revisions) writeSync(1, `ack ${revisionId}\n`);
  } else {
    writeSync(1, `${outcome.outcome}\n`);
  }
  return outcome;
}

function contentOf(name: string, edit: number): string {
  const statements = Array.from(
    { length: 3 + edit },
    (_, n) => `P${n + 1}=${name} ${edit % 2}#${n + 1} [P9=Q${n + 1}] {P8=reference ${n % 2}}`,
  );
  return [`en=${name}`, `de+${name} ${edit}`, ...statements, `enwiki:${name}`].join(' | ');
}
