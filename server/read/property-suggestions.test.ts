import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFurnishedWiki, sysop } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import { PropertySuggester } from './property-suggestions.ts';
import type { SuggestionPlace, SuggestionQuestion } from './property-suggestions.ts';

let wiki: TemporaryWiki;
let suggester: PropertySuggester;

beforeAll(async () => {
  wiki = await openFurnishedWiki();
  suggester = new PropertySuggester(wiki.storage.quads, 'http://localhost/entity/');
  // P10 says what something is: twenty of Q5 with P1, every second with P2
  for (let number = 0; number < 20; number++) {
    await wiki.newItem(`P10=Q5 | P1=x${number % 2 === 0 ? ' | P2=y' : ''}`);
  }
  await wiki.newItem('P3=a [P4=b] {P1=c}');
  await wiki.newItem('P3=a [P2=b,P4=c] {P1=d,P2=e}');
  await wiki.newItem('P3=a | P4=b');
});
afterAll(() => wiki.close());

const ask = (
  place: SuggestionPlace,
  properties: readonly PropertyId[],
  classes: SuggestionQuestion['classes'] = [],
): Promise<string[]> =>
  suggester
    .suggest({ place, properties, classes })
    .then((found) => found.map(({ property, rating }) => `${property} ${rating.toFixed(2)}`));

const things = [{ property: 'P10', value: 'Q5' }] as const;

test.each([
  ['item', ['P10'], things, ['P1 1.00', 'P2 0.50']],
  ['item', ['P10', 'P1'], things, ['P2 0.50']],
  ['item', ['P3'], [], ['P4 0.33']],
  // no peers of its class: those that share a property count
  ['item', ['P4'], [{ property: 'P10', value: 'Q7' }], ['P3 1.00']],
  ['item', [], [], []],
  ['item', ['P99'], [], []],
  ['qualifier', ['P3'], [], ['P4 0.67', 'P2 0.33']],
  ['qualifier', ['P1'], [], []],
  ['reference', ['P3'], [], ['P1 1.00', 'P2 0.50']],
  ['reference', ['P2'], [], []],
] as const)(
  'as %s beside %j of %j one may want %j',
  async (place, properties, classes, expected) => {
    expect(await ask(place, properties, classes)).toEqual(expected);
  },
);

test('an edit counts from the moment it is saved', async () => {
  const { id } = await wiki.newItem('P3=a | P2=b');
  expect(await ask('item', ['P3'])).toEqual(['P2 0.25', 'P4 0.25']);
  await wiki.edit({ actor: sysop, target: { kind: 'existing', id }, ops: [{ op: 'clear' }] });
  expect(await ask('item', ['P3'])).toEqual(['P4 0.33']);
});
