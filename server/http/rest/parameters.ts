/** The parameters that several operations share. */
import { parseItemId, parsePropertyId } from '../../../schema/model/entity-id.ts';
import type { ItemId, PropertyId } from '../../../schema/model/entity-id.ts';
import { isTermLanguage } from '../../../schema/model/languages/languages.ts';
import type { TermType } from '../../../schema/model/languages/languages.ts';
import { parseStatementId } from '../../../schema/model/statement.ts';
import type { StatementId } from '../../../schema/model/statement.ts';
import type { AsOf } from '../../storage/records/record-store.ts';
import { parseAsOf } from '../request/as-of.ts';
import type { Parameter } from './operation.ts';

const LANGUAGE_PATTERN = '^[a-z]{2}[a-z0-9-]*$';

export const itemIdParameter: Parameter<ItemId> = {
  in: 'path',
  description: 'The id of an item.',
  schema: { type: 'string', pattern: '^Q[1-9]\\d{0,9}$' },
  example: 'Q42',
  read: parseItemId,
};

export const propertyIdParameter: Parameter<PropertyId> = {
  in: 'path',
  description: 'The id of a property.',
  schema: { type: 'string', pattern: '^P[1-9]\\d{0,9}$' },
  example: 'P31',
  read: parsePropertyId,
};

/** Only items and properties have statements here. */
export const statementIdParameter: Parameter<StatementId> = {
  in: 'path',
  description: 'The id of a statement.',
  schema: { type: 'string', pattern: '^[QPqp][1-9]\\d{0,9}\\$.+$' },
  example: 'Q42$F078E5B3-F9A8-480E-B7AC-D97778CBBEF9',
  read: (text) => (/^[qp][1-9]\d{0,9}\$/i.test(text) ? parseStatementId(text) : undefined),
};

export function languageParameter(termType: TermType): Parameter<string> {
  return {
    in: 'path',
    description: `A language that a ${termType} may be in.`,
    schema: { type: 'string', pattern: LANGUAGE_PATTERN },
    example: 'en',
    read: (text) => (isTermLanguage(text, termType) ? text : undefined),
  };
}

export const siteIdParameter: Parameter<string> = {
  in: 'path',
  description: 'The id of a site that items can link to.',
  schema: { type: 'string' },
  example: 'enwiki',
  async read(text, { site }) {
    const { sites } = await site.current();
    return sites.some(({ id }) => id === text) ? text : undefined;
  },
};

export const propertyFilterParameter: Parameter<PropertyId | undefined> = {
  in: 'query',
  description: 'Only the statements of this property.',
  schema: { type: 'string', pattern: '^P[1-9]\\d{0,9}$' },
  example: 'P31',
  absent: { value: undefined },
  read: parsePropertyId,
};

/** Of every read of an entity. */
export const asOfParameter: Parameter<AsOf | undefined> = {
  in: 'query',
  description: 'A revision or a time of ISO 8601: what is answered is the state of then.',
  schema: { type: 'string' },
  example: '2026-01-01T00:00:00Z',
  absent: { value: undefined },
  read: parseAsOf,
};

export function integerParameter(
  description: string,
  range: { readonly minimum: number; readonly maximum: number; readonly default: number },
): Parameter<number> {
  return {
    in: 'query',
    description,
    schema: { type: 'integer', ...range },
    example: String(range.default),
    absent: { value: range.default },
    read(text) {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
      return number >= range.minimum && number <= range.maximum ? number : undefined;
    },
  };
}

/** Names separated by commas, or one in each of several fields. */
export function fieldsParameter<Name extends string>(
  names: readonly Name[],
): Parameter<readonly Name[]> {
  return {
    in: 'query',
    description: 'Only these members, beside the id.',
    schema: { type: 'array', items: { type: 'string', enum: names } },
    example: names.slice(1, 3).join(','),
    absent: { value: names },
    read(text) {
      const wanted = text.split(',').map((part) => names.find((name) => name === part));
      return wanted.includes(undefined) ? undefined : wanted.filter((name) => name !== undefined);
    },
  };
}

export const searchTextParameter: Parameter<string> = {
  in: 'query',
  description: 'What to look for.',
  schema: { type: 'string' },
  example: 'potato',
  read: (text) => (text.trim() === '' || /\0/.test(text) ? undefined : text),
};

export const searchLanguageParameter: Parameter<string> = {
  in: 'query',
  description: 'The language to search in, and to show labels in.',
  schema: { type: 'string', pattern: LANGUAGE_PATTERN },
  example: 'en',
  read: (text) => (isTermLanguage(text) ? text : undefined),
};
