/**
 * Descriptions by template: `capital of {P1376}`, in each language of `descriptions.tsv` in which
 * all that the template mentions has a label.
 */
import { isPropertyId } from '../../../schema/model/entity-id.ts';
import type { DataValue } from '../../../schema/model/data-value.ts';
import type { Statement } from '../../../schema/model/statement.ts';
import type { Draft, Drafts } from './draft.ts';
import { requiredCell, SeedError, type SeedTable } from './table.ts';

/** Key → language → template. */
export type Templates = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function readTemplates(table: SeedTable): Templates {
  return new Map(
    table.rows.map((row) => {
      const texts = [...row.cells].filter(([column]) => column !== 'key');
      return [requiredCell(row, 'key'), new Map(texts)];
    }),
  );
}

/** Languages in which the draft has a label and no description of its own. */
export function describe(
  draft: Draft,
  statements: readonly Statement[],
  drafts: Drafts,
  templates: Templates,
): Map<string, string> {
  const descriptions = new Map(draft.descriptions);
  if (draft.describe === undefined) return descriptions;
  const texts = templates.get(draft.describe);
  if (texts === undefined) {
    throw new SeedError(draft.place, `there is no description "${draft.describe}"`);
  }
  for (const [language, template] of texts) {
    if (descriptions.has(language) || !draft.labels.has(language)) continue;
    const text = filled(template, (property) =>
      wordOf(
        statements.find(({ mainSnak }) => mainSnak.property === property),
        language,
        drafts,
      ),
    );
    if (text !== undefined) descriptions.set(language, text);
  }
  return descriptions;
}

/** `undefined` where a word is missing. */
function filled(
  template: string,
  word: (property: string) => string | undefined,
): string | undefined {
  let complete = true;
  const text = template.replace(/\{(P\d+)\}/g, (_, property: string) => {
    const found = word(property);
    complete &&= found !== undefined;
    return found ?? '';
  });
  return complete ? text : undefined;
}

function wordOf(
  statement: Statement | undefined,
  language: string,
  drafts: Drafts,
): string | undefined {
  if (statement?.mainSnak.kind !== 'value') return undefined;
  const { value }: { value: DataValue } = statement.mainSnak;
  switch (value.type) {
    case 'string':
      return value.value;
    case 'quantity':
      return value.amount.replace('+', '');
    case 'wikibase-entityid':
      return isPropertyId(value.id) ? undefined : drafts.byId.get(value.id)?.labels.get(language);
    case 'monolingualtext':
    case 'time':
    case 'globecoordinate':
    case 'unknown':
      return undefined;
  }
}
