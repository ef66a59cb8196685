/**
 * Seed tables: text files with a header line and one row a line, columns parted by tabs.
 *
 * Lines with `#` are remarks. Lines with `@` before the header hold for every row of the table
 * (`@keys country`); what they mean is told in `seeds/README.md`.
 */
export interface SeedTable {
  /** File name, for messages. */
  readonly name: string;
  readonly directives: readonly Directive[];
  readonly columns: readonly string[];
  readonly rows: readonly SeedRow[];
}

export interface Directive {
  readonly name: string;
  readonly text: string;
}

export interface SeedRow {
  /** `countries.tsv:17`, for messages. */
  readonly place: string;
  /** Column → text; empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

/** The seeds are ours: a mistake in them is a bug, which its place helps to find. */
export class SeedError extends Error {
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
    this.name = 'SeedError';
  }
}

export function readTable(name: string, text: string): SeedTable {
  const settings: Directive[] = [];
  const rows: SeedRow[] = [];
  let columns: readonly string[] | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const place = `${name}:${index + 1}`;
    if (columns !== undefined) rows.push({ place, cells: readCells(line, columns, place) });
    else if (line.startsWith('@')) settings.push(readDirective(line));
    else columns = line.split('\t');
  }
  if (columns === undefined) throw new SeedError(name, 'has no header');
  return { name, directives: settings, columns, rows };
}

export function directive(table: SeedTable, name: string): string | undefined {
  return table.directives.find((one) => one.name === name)?.text;
}

export function directives(table: SeedTable, name: string): string[] {
  return table.directives.filter((one) => one.name === name).map(({ text }) => text);
}

/** The text of a cell that no row may leave empty. */
export function requiredCell(row: SeedRow, column: string): string {
  const text = row.cells.get(column);
  if (text === undefined) throw new SeedError(row.place, `${column} is empty`);
  return text;
}

function readDirective(line: string): Directive {
  const [name = '', ...words] = line.slice(1).split(' ');
  return { name, text: words.join(' ') };
}

function readCells(line: string, columns: readonly string[], place: string): Map<string, string> {
  const texts = line.split('\t');
  if (texts.length !== columns.length) {
    throw new SeedError(place, `has ${texts.length} columns, the header has ${columns.length}`);
  }
  const filled = columns.map((column, i) => [column, texts[i]?.trim() ?? ''] as const);
  return new Map(filled.filter(([, text]) => text !== ''));
}
