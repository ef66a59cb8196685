/** What a live Wikibase answered when it was asked to parse and to format values. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeWithShared, sharedPath } from '../../../test/shared-data.ts';
import { isDatatype } from '../../datatypes.ts';
import type { DataValue } from '../data-value.ts';
import { formatValue, parseValue } from './value.ts';

interface Step {
  readonly id: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly response?: { readonly json?: Readonly<Record<string, unknown>> };
}

function steps(action: string): Step[] {
  const file = sharedPath('fixtures', 'wikibase-live', 'transcript.json');
  const transcript = JSON.parse(readFileSync(file, 'utf8')) as { steps: Step[] };
  return transcript.steps.filter(
    ({ params, response }) => params?.['action'] === action && response?.json !== undefined,
  );
}

/** Where we do better, and how. */
const PARSED_OTHERWISE: Readonly<Record<string, string>> = {
  'time-4': '20th century is a time',
  'time-8': '1994 had no 29 February',
  'geo-5': 'latitude 91 is not on the globe',
};

/** The plain formatter escapes for wikitext there, and answers with other words here. */
const FORMATTED_OTHERWISE: Readonly<Record<string, string>> = {
  'time-4~2': 'an English ordinal: 20th century, not 20. century',
  'time-10~2': 'the digits say how exact it is: 2.00 million years BCE',
  'qty-foreign-unit': 'the item id of a unit without a label, not its IRI',
  'string-wiki': 'wikitext is escaped where it is made',
  'item-missing~2': 'the bare id of a missing item',
};

function answered(step: Step): unknown[] {
  const results = step.response?.json?.['results'] as { value?: unknown }[] | undefined;
  return (results ?? []).map(({ value }) => value ?? 'refused');
}

function ours(step: Step): unknown[] {
  const { datatype = '', values = '', options = '{}' } = step.params ?? {};
  const given = JSON.parse(options) as Record<string, string | number>;
  return values.split('|').map((text) => {
    if (!isDatatype(datatype)) return 'refused';
    const parsed = parseValue(datatype, text, {
      language: String(given['lang'] ?? 'en'),
      ...(given['precision'] === undefined ? {} : { precision: Number(given['precision']) }),
      ...(given['calendar'] === 'Julian' ? { calendar: 'julian' as const } : {}),
      ...(given['unit'] === undefined ? {} : { unit: String(given['unit']) }),
      ...(given['valuelang'] === undefined ? {} : { textLanguage: String(given['valuelang']) }),
    });
    return parsed.ok ? wireForm(parsed.value) : 'refused';
  });
}

function wireForm(value: DataValue): unknown {
  if (value.type === 'string') return value.value;
  const { type, ...rest } = value;
  return type === 'globecoordinate' ? { altitude: null, ...rest } : rest;
}

describeWithShared('recorded answers of a Wikibase', () => {
  test('values are parsed alike, but for what it gets wrong', () => {
    const recorded = steps('wbparsevalue').filter(
      (step) => isDatatype(step.params?.['datatype'] ?? '') && answered(step).length > 0,
    );
    const different = recorded.filter((step) => {
      const [theirs, own] = [answered(step), ours(step)];
      return JSON.stringify(sorted(theirs)) !== JSON.stringify(sorted(own));
    });
    expect(different.map(({ id }) => id)).toEqual(Object.keys(PARSED_OTHERWISE));
    expect(recorded.length).toBeGreaterThan(30);
  });

  test('plain text reads alike, but for wording', () => {
    const recorded = steps('wbformatvalue').filter(
      ({ params, response }) =>
        !(params?.['generate'] ?? '').startsWith('text/html') &&
        !(params?.['datavalue'] ?? '').includes('{{') &&
        typeof response?.json?.['result'] === 'string',
    );
    const different = recorded.filter((step) => formatted(step) !== result(step));
    expect(different.map(({ id }) => id)).toEqual(Object.keys(FORMATTED_OTHERWISE));
    expect(recorded.length).toBeGreaterThan(8);
  });
});

function sorted(values: readonly unknown[]): unknown[] {
  return values.map((value) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
      : value,
  );
}

function result(step: Step): string {
  return String(step.response?.json?.['result'])
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll('&#58;', ':');
}

function formatted(step: Step): string {
  const { datavalue = '{}', options = '{}' } = step.params ?? {};
  const { type, value } = JSON.parse(datavalue) as { type: string; value: object | string };
  const parts = typeof value === 'string' ? { value } : value;
  const language = (JSON.parse(options) as { lang?: string }).lang ?? 'en';
  return formatValue({ type, ...parts } as DataValue, { language });
}
