/** What a snak says, in the words of summaries: readable in every language. */
import type { DataValue } from './data-value.ts';
import { entityTypeOf, type EntityId } from './entity-id.ts';
import type { Snak } from './snak.ts';

/** `[[Property:P31]]: [[Q5]]`: links, so that a reader's labels can take their place. */
export function snakText(snak: Snak): string {
  const property = entityLink(snak.property);
  return snak.kind === 'value'
    ? `${property}: ${valueText(snak.value)}`
    : `${property}: (${snak.kind})`;
}

const NAMESPACE_OF_TYPE: Readonly<Partial<Record<string, string>>> = {
  property: 'Property:',
  lexeme: 'Lexeme:',
  form: 'Lexeme:',
  sense: 'Lexeme:',
  'entity-schema': 'EntitySchema:',
};

function entityLink(id: EntityId): string {
  return `[[${NAMESPACE_OF_TYPE[entityTypeOf(id)] ?? ''}${id}]]`;
}

/** The value without words of any language, since a summary is read in all of them. */
function valueText(value: DataValue): string {
  switch (value.type) {
    case 'string':
      return value.value;
    case 'wikibase-entityid':
      return entityLink(value.id);
    case 'monolingualtext':
      return `${value.text} (${value.language})`;
    case 'quantity':
      return value.amount.replace(/^\+/, '');
    case 'time':
      return dateText(value.time, value.precision);
    case 'globecoordinate':
      return `${value.latitude}, ${value.longitude}`;
    case 'unknown':
      return value.valueType;
  }
}

/** As much of the date as is known: the year (9), the month (10) or the day (11 and finer). */
function dateText(time: string, precision: number): string {
  const [year = '', month = '', day = ''] = time.slice(1, time.indexOf('T')).split('-');
  const parts = precision <= 9 ? [year] : precision === 10 ? [year, month] : [year, month, day];
  return `${time.startsWith('-') ? '-' : ''}${parts.join('-')}`;
}
