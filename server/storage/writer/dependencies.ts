/**
 * What the triples of a page depend on besides the page: the datatypes and URI patterns of its
 * properties, the sites it links to, the units it measures in. Each page notes these names, so that
 * a change of one finds the pages whose triples it changes.
 */
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { Site, SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { equalData } from '../../../schema/model/equal-data.ts';
import { allStatements } from '../../../schema/model/entity.ts';
import { snaksOf } from '../../../schema/model/mentions.ts';
import type { Database, Statement } from '../sqlite/database.ts';

export function dependenciesOf(document: Document | undefined): Set<string> {
  const names = new Set<string>();
  if (document === undefined || !('statements' in document)) return names;
  for (const statement of allStatements(document)) {
    for (const snak of snaksOf(statement)) {
      names.add(snak.property);
      if (snak.kind === 'value' && snak.value.type === 'quantity') names.add(unit(snak.value.unit));
    }
  }
  if (document.type === 'item') for (const id of document.siteLinks.keys()) names.add(site(id));
  return names;
}

/** The names whose meaning differs between two states of the settings, properties aside. */
export function changedNames(before: SiteSettings, after: SiteSettings): string[] {
  return [
    ...changedKeys(sitesById(before.sites), sitesById(after.sites)).map(site),
    ...changedKeys(conversions(before), conversions(after)).map(unit),
  ];
}

export class Dependencies {
  readonly #insert: Statement;
  readonly #delete: Statement;
  readonly #pages: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT OR IGNORE INTO dependency VALUES (?, ?)');
    this.#delete = db.prepare('DELETE FROM dependency WHERE name = ? AND page = ?');
    this.#pages = db
      .prepare(
        `SELECT DISTINCT p.document_id FROM dependency d JOIN page p ON p.page = d.page
         WHERE d.name IN (SELECT value FROM json_each(?))`,
      )
      .pluck();
  }

  replace(page: number, before: ReadonlySet<string>, after: ReadonlySet<string>): void {
    for (const name of before.difference(after)) this.#delete.run(name, page);
    for (const name of after.difference(before)) this.#insert.run(name, page);
  }

  /** Ids of the pages that depend on any of the names. */
  pagesOf(names: readonly string[]): string[] {
    return this.#pages.all(JSON.stringify(names)) as string[];
  }
}

function site(id: string): string {
  return `site:${id}`;
}

/** Units count by the id at the end of their IRI, whosever wiki it is on. */
function unit(iri: string): string {
  return `unit:${iri.slice(iri.lastIndexOf('/') + 1)}`;
}

function sitesById(sites: readonly Site[]): Map<string, Site> {
  return new Map(sites.map((entry) => [entry.id, entry]));
}

/** What is known of each unit: its conversion, and whether others are converted into it. */
function conversions({ units }: SiteSettings): Map<string, unknown> {
  const bases = new Set([...units.values()].map(({ base }) => base));
  const known = new Set([...bases, ...units.keys()]);
  return new Map([...known].map((item) => [item, [units.get(item), bases.has(item)]]));
}

function changedKeys(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => !equalData(before.get(key), after.get(key)));
}
