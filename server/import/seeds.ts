/**
 * Gives a new wiki its first content: the facts in `seeds/`, judged and saved like edits.
 *
 * Loading twice changes nothing: what says the same already is left alone.
 */
import type { Document } from '../../schema/model/documents/kinds.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { EditContext } from '../edit/edit-context.ts';
import type { Actor } from '../edit/edit.ts';
import { saveImported } from '../edit/save-imported.ts';
import { readSeeds, SEEDS_FOLDER } from './seeds/read-seeds.ts';
import { SeedError } from './seeds/table.ts';

export interface SeedContext extends EditContext {
  /** Who stands in the history of what comes with the wiki; needs the right `import`. */
  readonly actor: Actor;
  /** `https://example.org/entity/`: units of measurement are IRIs of the wiki. */
  readonly conceptBase: string;
}

export interface SeedSummary {
  /** Items, properties and lexemes that were saved or there already. */
  readonly entities: number;
  readonly ms: number;
}

/** Settings and properties first: the statements of all others build on them. */
export async function loadSeeds(context: SeedContext): Promise<SeedSummary> {
  const start = performance.now();
  const documents = readSeeds(context.conceptBase);
  await save(documents.filter(isFoundation), context);
  await save(
    documents.filter((document) => !isFoundation(document)),
    context,
  );
  return { entities: documents.filter(isEntity).length, ms: performance.now() - start };
}

/**
 * Only the settings of the site: for a new wiki that is filled by an import. Without sites, units
 * and roles, its sitelinks and normalised values would have no triples.
 */
export async function loadSiteSettings(context: SeedContext): Promise<void> {
  const documents = readSeeds(context.conceptBase);
  await save(
    documents.filter(({ type }) => type === 'site-settings'),
    context,
  );
}

/**
 * A wiki without seeds begins with settings in which nothing is set, so that the first revision is
 * no entity's: programs know it as that of the main page.
 */
export async function beginEmpty(context: SeedContext): Promise<void> {
  await save([defaultSiteSettings], context);
}

/** The seeds are ours: one that the wiki refuses is a bug. */
async function save(documents: readonly Document[], context: SeedContext): Promise<void> {
  const options = { actor: context.actor, comment: 'seeds', checks: 'strict' } as const;
  const result = await saveImported(documents, options, context);
  if (!result.ok) throw new SeedError(SEEDS_FOLDER, JSON.stringify(result.failures));
  const [refused] = result.value.rejected;
  if (refused !== undefined) {
    throw new SeedError(refused.id, JSON.stringify(refused.failures));
  }
}

function isFoundation({ type }: Document): boolean {
  return type === 'site-settings' || type === 'property';
}

function isEntity({ type }: Document): boolean {
  return type === 'item' || type === 'property' || type === 'lexeme';
}
