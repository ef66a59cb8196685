/** What a few letters may mean, for the search fields of other programs. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { ItemId } from '../../../schema/model/entity-id.ts';
import { parsePropertyPath } from '../../search/reconcile/property-path.ts';
import { ClassMembership } from '../../search/reconcile/class-membership.ts';
import { searchEntities } from '../../search/term-search.ts';
import type { EntityMatch } from '../../search/term-search.ts';
import type { Services } from '../services.ts';
import type { Answer, ReconciliationRequest } from './answer.ts';

export const suggested = ['entity', 'type', 'property'] as const;
export type Suggested = (typeof suggested)[number];

type SuggestServices = Pick<
  Services,
  'edit' | 'labels' | 'properties' | 'statements' | 'site' | 'suggester'
>;

const RESULTS = 10;
/** Items that are looked at to find classes among them. */
const MOST_ITEMS = 50;
const LONGEST_PREFIX = 250;
const MOST_CURSOR = 1000;

export async function suggest(
  what: Suggested,
  { language, fields }: ReconciliationRequest,
  services: SuggestServices,
): Promise<Answer> {
  const prefix = fields.get('prefix');
  if (prefix === undefined) return failed(failure('missing-field', { field: 'prefix' }));
  if (prefix.length > LONGEST_PREFIX) {
    const length = { limit: LONGEST_PREFIX, length: prefix.length };
    return failed(failure('value-too-long', length));
  }
  const cursor = /^\d{1,4}$/.exec(fields.get('cursor') ?? '0')?.[0];
  if (cursor === undefined) {
    return failed(failure('wrong-type', { field: 'cursor', expected: 'a number' }));
  }
  const offset = Math.min(Number(cursor), MOST_CURSOR);
  const result = await suggestions(what, prefix, language, offset, services);
  return ok({ json: { code: '/api/status/ok', status: '200 OK', prefix, result } });
}

/** Which properties entities of a type usually have, the most usual first. */
export async function proposeProperties(
  { language, fields }: ReconciliationRequest,
  { suggester, site, labels }: SuggestServices,
): Promise<Answer> {
  const type = fields.get('type') ?? '';
  const limit = /^\d{1,4}$/.exec(fields.get('limit') ?? String(RESULTS))?.[0];
  if (limit === undefined) {
    return failed(failure('wrong-type', { field: 'limit', expected: 'a number' }));
  }
  const isItem = /^Q[1-9]\d{0,9}$/.test(type);
  if (type !== '' && !isItem) {
    return failed(failure('malformed-entity-id', { field: 'type', value: type.slice(0, 100) }));
  }
  const instanceOf = (await site.current()).properties.get('instanceOf');
  const found =
    instanceOf === undefined || !isItem
      ? []
      : await suggester.suggest({
          place: 'item',
          properties: [],
          classes: [{ property: instanceOf, value: type as ItemId }],
        });
  const ids = found.map(({ property }) => property).slice(0, Number(limit));
  const terms = await labels.displayTerms(ids, language);
  const properties = ids.map((id) => ({ id, name: terms.get(id)?.label?.value ?? id }));
  return ok({ json: { type, limit: Number(limit), properties } });
}

/** A path of properties has no other name than itself. */
async function suggestions(
  what: Suggested,
  text: string,
  language: string,
  offset: number,
  services: SuggestServices,
): Promise<object[]> {
  const path = what === 'property' ? parsePropertyPath(text) : undefined;
  if (path !== undefined && path.kind !== 'property') {
    return offset === 0 ? [{ id: text.trim(), name: text.trim() }] : [];
  }
  const page = { offset, limit: RESULTS };
  const kind = what === 'property' ? 'property' : 'item';
  const found =
    what === 'type'
      ? await types(text, language, offset, services)
      : await entities(kind, text, language, page, services);
  return found.map(({ id, label, description }) => ({
    id,
    name: label?.value ?? id,
    ...(description === undefined ? {} : { description: description.value }),
  }));
}

async function entities(
  kind: 'item' | 'property',
  text: string,
  language: string,
  page: { readonly offset: number; readonly limit: number },
  { edit, labels, properties }: SuggestServices,
): Promise<readonly EntityMatch[]> {
  const search = { text, language, kinds: [kind], ...page };
  const context = { records: edit.storage.records, labels, properties };
  return (await searchEntities(search, context)).matches;
}

/** Any item may be a type; those that are classes already come first. */
async function types(
  text: string,
  language: string,
  offset: number,
  services: SuggestServices,
): Promise<readonly EntityMatch[]> {
  const site = await services.site.current();
  const classes = new ClassMembership(services.statements, {
    instanceOf: site.properties.get('instanceOf'),
    subclassOf: site.properties.get('subclassOf'),
  });
  const page = { offset: 0, limit: Math.max(MOST_ITEMS, offset + RESULTS) };
  const items = await entities('item', text, language, page, services);
  const rank = ({ id }: EntityMatch): number => (classes.isClass(id) ? 0 : 1);
  return items.toSorted((a, b) => rank(a) - rank(b)).slice(offset, offset + RESULTS);
}
