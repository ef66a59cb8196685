/**
 * What the ids of the index were made with: IRIs are inlined by the namespaces of one wiki, so that the same
 * ids mean other IRIs under another concept base.
 */
import { wikiNamespaces } from '../../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../../schema/vocabulary.ts';
import type { RdfSettings } from '../../rdf/rdf-settings.ts';
import { StorageError } from '../sqlite/database.ts';
import type { Database } from '../sqlite/database.ts';

/** Counted up when the same pages give other triples or ids than before; then each index is made anew. */
const INDEX_RULES = 2;

interface IndexBase {
  readonly rules: number;
  readonly concept_base: string;
  readonly data_base: string | null;
}

export function indexNamespaces(db: Database): WikiNamespaces {
  const { rules, concept_base: conceptBase, data_base: dataBase } = readBase(db);
  if (rules !== INDEX_RULES) throw indexNotMade();
  return wikiNamespaces(conceptBase, dataBase ?? undefined);
}

export function isIndexOf(db: Database, { conceptBase, dataBase }: RdfSettings): boolean {
  const base = readBase(db);
  return (
    base.rules === INDEX_RULES &&
    base.concept_base === conceptBase &&
    base.data_base === (dataBase ?? null)
  );
}

/** Empties the index; what it holds from now on belongs to these settings. */
export function beginIndex(db: Database, { conceptBase, dataBase }: RdfSettings): void {
  for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
  db.prepare(
    `UPDATE index_state
     SET applied_sequence = 0, purges = purges + 1, rules = ?, concept_base = ?, data_base = ?`,
  ).run(INDEX_RULES, conceptBase, dataBase ?? null);
  // Blocks keep their numbers: none is given twice.
  db.exec(
    `UPDATE quad_state SET taken_in = 0, manifest_version = manifest_version + 1,
       settled_block = next_block, purges = purges + 1`,
  );
}

const TABLES = [
  'shared_node',
  'term',
  'term_block',
  'term_hash',
  'term_language',
  'quad_block',
  'quad_manifest',
  'quad_retired',
  'quad_delta',
  'repeated_triple',
];

/** Up to which sequence the index says all. */
export function indexedSequence(db: Database): number {
  const newest =
    'SELECT max(taken_in, coalesce((SELECT max(sequence) FROM quad_delta), 0)) FROM quad_state';
  return db.prepare(newest).pluck().get() as number;
}

function readBase(db: Database): IndexBase {
  return db.prepare('SELECT rules, concept_base, data_base FROM index_state').get() as IndexBase;
}

export function indexNotMade(): StorageError {
  return new StorageError(
    'older-version',
    'The index of the store is not made yet, or by another version. Run "sabir migrate" first.',
  );
}
