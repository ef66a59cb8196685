/** Drafts: everything the tables say about one entity, collected before any value is read. */
import { isDatatype, type Datatype } from '../../../schema/datatypes.ts';
import { parseEntityId, type EntityId } from '../../../schema/model/entity-id.ts';
import {
  propertyId,
  readColumn,
  readFacts,
  readSnaks,
  words,
  type Fact,
  type FactColumn,
} from './fact.ts';
import {
  directive,
  directives,
  requiredCell,
  SeedError,
  type SeedRow,
  type SeedTable,
} from './table.ts';

export interface Draft {
  readonly id: EntityId;
  readonly place: string;
  /** Of properties only. */
  readonly datatype: Datatype | undefined;
  readonly labels: Map<string, string>;
  readonly descriptions: Map<string, string>;
  readonly aliases: Map<string, string[]>;
  readonly siteLinks: Map<string, string>;
  readonly facts: Fact[];
  /** Key of `descriptions.tsv`. */
  readonly describe: string | undefined;
}

export interface Drafts {
  readonly byId: ReadonlyMap<EntityId, Draft>;
  /** `country:FR` → `Q142` */
  readonly keys: ReadonlyMap<string, EntityId>;
}

/** Name of a set of names (`regions`) → key → language → name. */
export type Names = ReadonlyMap<string, Readonly<Record<string, Readonly<Record<string, string>>>>>;

/** `entities` have a row for each entity, `facts` one for each statement. */
export function draftEntities(
  entities: readonly SeedTable[],
  facts: readonly SeedTable[],
  names: Names,
): Drafts {
  const byId = new Map<EntityId, Draft>();
  const keys = new Map<string, EntityId>();
  for (const table of entities) {
    const setting = tableSetting(table, names);
    for (const row of table.rows) {
      const draft = draftOf(row, setting);
      if (byId.has(draft.id)) throw new SeedError(row.place, `${draft.id} has a row already`);
      byId.set(draft.id, draft);
      const key = row.cells.get('key');
      if (key !== undefined) keys.set(`${setting.keys}:${key}`, draft.id);
    }
  }
  const resolve = resolver(keys);
  for (const row of facts.flatMap(({ rows }) => rows)) {
    const subject = requiredCell(row, 'subject');
    const draft = byId.get(resolve(subject) ?? 'Q0');
    if (draft === undefined) throw new SeedError(row.place, `nothing is known about ${subject}`);
    draft.facts.push(factOf(row));
  }
  return { byId, keys };
}

/** From an id with or without a gloss (`Q5 (human)`), or a key, to an id. */
export function resolver(
  keys: ReadonlyMap<string, EntityId>,
): (text: string) => EntityId | undefined {
  return (text) => keys.get(text) ?? parseEntityId(text.replace(/ \(.*\)$/, ''));
}

interface TableSetting {
  readonly table: SeedTable;
  readonly keys: string;
  readonly names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly describe: string | undefined;
  readonly each: readonly Fact[];
  /** Labels in these languages are repeated as values of this property. */
  readonly namesAs: { column: FactColumn; languages: readonly string[] } | undefined;
}

function tableSetting(table: SeedTable, names: Names): TableSetting {
  const namesName = directive(table, 'names');
  const [namesAs, ...languages] = words(directive(table, 'names-as'));
  const namesOf = namesName === undefined ? {} : names.get(namesName);
  if (namesOf === undefined) throw new SeedError(table.name, `there are no names "${namesName}"`);
  return {
    table,
    keys: directive(table, 'keys') ?? '',
    names: namesOf,
    describe: directive(table, 'describe'),
    each: directives(table, 'each').flatMap((text) => factForAll(text, table)),
    namesAs:
      namesAs === undefined
        ? undefined
        : { column: bareColumn(propertyId(namesAs, table.name)), languages },
  };
}

/** `P31 Q8142 (currency)` */
function factForAll(text: string, table: SeedTable): Fact[] {
  const [property = '', ...value] = text.split(' ');
  return readFacts(value.join(' '), bareColumn(propertyId(property, table.name)), table.name);
}

function bareColumn(property: FactColumn['property']): FactColumn {
  return { property, prefix: '', qualifiers: [], references: [] };
}

function draftOf(row: SeedRow, setting: TableSetting): Draft {
  const id = parseEntityId(requiredCell(row, 'id'));
  if (id === undefined) throw new SeedError(row.place, 'the id is none');
  const datatype = row.cells.get('datatype');
  if (datatype !== undefined && !isDatatype(datatype)) {
    throw new SeedError(row.place, `there is no datatype ${datatype}`);
  }
  const draft: Draft = {
    id,
    place: row.place,
    datatype,
    labels: new Map(),
    descriptions: new Map(),
    aliases: new Map(),
    siteLinks: new Map(),
    facts: [...setting.each],
    describe: row.cells.get('describe') ?? setting.describe,
  };
  for (const [column, text] of row.cells) fill(draft, column, text, row.place);
  addNames(draft, setting.names[row.cells.get('key') ?? ''] ?? {});
  addNameFacts(draft, setting);
  return draft;
}

const NO_TERM = new Set(['id', 'key', 'datatype', 'describe']);

function fill(draft: Draft, column: string, text: string, place: string): void {
  const facts = readColumn(column, place);
  if (facts !== undefined) {
    draft.facts.push(...readFacts(text, facts, place));
  } else if (column.startsWith('desc.')) {
    draft.descriptions.set(column.slice('desc.'.length), text);
  } else if (column.startsWith('alias.')) {
    draft.aliases.set(column.slice('alias.'.length), text.split(' | '));
  } else if (column.startsWith('sitelink:')) {
    draft.siteLinks.set(column.slice('sitelink:'.length), text);
  } else if (!NO_TERM.has(column)) {
    draft.labels.set(column, text);
  }
}

/** The table's own labels come first; a name that differs from one is an alias. */
function addNames(draft: Draft, names: Readonly<Record<string, string>>): void {
  for (const [language, name] of Object.entries(names)) {
    const label = draft.labels.get(language);
    if (label === undefined) draft.labels.set(language, name);
    else if (label !== name) {
      draft.aliases.set(language, [...(draft.aliases.get(language) ?? []), name]);
    }
  }
}

function addNameFacts(draft: Draft, { namesAs, table }: TableSetting): void {
  if (namesAs === undefined) return;
  for (const language of namesAs.languages) {
    const label = draft.labels.get(language);
    if (label === undefined) continue;
    draft.facts.push(...readFacts(`${language}:${label}`, namesAs.column, table.name));
  }
}

/** A row of a table of facts: `subject property value qualifiers references rank`. */
function factOf({ place, cells }: SeedRow): Fact {
  const rank = cells.get('rank') ?? 'normal';
  if (rank !== 'normal' && rank !== 'preferred' && rank !== 'deprecated') {
    throw new SeedError(place, `there is no rank "${rank}"`);
  }
  return {
    place,
    main: {
      property: propertyId(cells.get('property') ?? '', place),
      text: cells.get('value') ?? '-',
      prefix: '',
    },
    qualifiers: readSnaks(cells.get('qualifiers') ?? '', place),
    references: words(cells.get('references')),
    rank,
  };
}
