/** Reads the folder of seeds into documents: settings first, then properties, then all others. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { TextPage } from '../../../schema/model/documents/text-pages.ts';
import { isItemId, type PropertyId } from '../../../schema/model/entity-id.ts';
import type { Item, Property, SiteLink } from '../../../schema/model/entity.ts';
import { describe, readTemplates, type Templates } from './describe.ts';
import { draftEntities, resolver, type Draft, type Drafts, type Names } from './draft.ts';
import { readLexemes } from './lexemes.ts';
import { readSettings } from './site.ts';
import { readReferences, statementsOf, type StatementContext } from './statements.ts';
import { readTable, SeedError, type SeedTable } from './table.ts';

/** `seeds/` of this repository. */
export const SEEDS_FOLDER = join(import.meta.dirname, '..', '..', '..', 'seeds');

/** `conceptBase` is the wiki's (`https://example.org/entity/`): units are IRIs. */
export function readSeeds(conceptBase: string, folder: string = SEEDS_FOLDER): Document[] {
  const tables = new Map(
    files(folder, '.tsv').map((file) => [basename(file, '.tsv'), table(file)]),
  );
  const take = (name: string): SeedTable => {
    const found = tables.get(name);
    if (found === undefined) throw new SeedError(folder, `there is no ${name}.tsv`);
    tables.delete(name);
    return found;
  };
  const templates = readTemplates(take('descriptions'));
  const references = take('references');
  const lexemes = take('lexemes');
  const all = [...tables.values()];
  const drafts = draftEntities(
    all.filter((one) => !isFacts(one)),
    all.filter(isFacts),
    readNames(join(folder, 'names')),
  );

  const bare = {
    resolve: resolver(drafts.keys),
    conceptBase,
    datatypeOf: (property: PropertyId) => drafts.byId.get(property)?.datatype,
  };
  const context = { ...bare, references: readReferences(references, bare) };
  const entities = [...drafts.byId.values()].map((draft) =>
    entityOf(draft, drafts, templates, context),
  );
  const items = entities.filter((entity) => entity.type === 'item');
  const settings = readFileSync(join(folder, 'site-settings.json'), 'utf8');
  return [
    readSettings(settings, items, conceptBase),
    ...entities.filter((entity) => entity.type === 'property'),
    ...readSchemas(join(folder, 'schemas')),
    ...items,
    ...readLexemes(lexemes, context),
  ];
}

function entityOf(
  draft: Draft,
  drafts: Drafts,
  templates: Templates,
  context: StatementContext,
): Item | Property {
  const { id, datatype, labels, aliases } = draft;
  const statements = statementsOf(id, draft.facts, context);
  const descriptions = describe(draft, statements, drafts, templates);
  const terms = { labels, descriptions, aliases, statements };
  if (datatype !== undefined) return { type: 'property', id: id as PropertyId, datatype, ...terms };
  if (!isItemId(id)) throw new SeedError(draft.place, `${id} is neither an item nor a property`);
  return { type: 'item', id, ...terms, siteLinks: siteLinks(draft) };
}

function siteLinks({ siteLinks: titles }: Draft): Map<string, SiteLink> {
  return new Map([...titles].map(([site, title]) => [site, { site, title, badges: [] }]));
}

/** `E10.shex`: the text of an entity schema. */
function readSchemas(folder: string): TextPage[] {
  return files(folder, '.shex').map((file) => ({
    type: 'entity-schema',
    id: basename(file, '.shex'),
    text: readFileSync(file, 'utf8'),
  }));
}

function readNames(folder: string): Names {
  return new Map(
    files(folder, '.json').map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>,
    ]),
  );
}

/** A row of such a table is one statement, not one entity. */
function isFacts({ columns }: SeedTable): boolean {
  return columns[0] === 'subject';
}

function table(file: string): SeedTable {
  return readTable(basename(file), readFileSync(file, 'utf8'));
}

/** In the order of their names, so that the seeds are the same on every machine. */
function files(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .toSorted()
    .map((name) => join(folder, name));
}
