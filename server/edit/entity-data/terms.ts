/** Terms and aliases in a piece of entity JSON → operations. */
import { readKeyed, readList, readObject, readText } from '../../../schema/model/json/reading.ts';
import { agrees, readEntries, wrongType } from '../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../schema/model/json/reading.ts';
import type { Terms } from '../../../schema/model/entity.ts';
import type { ChangeOp, TermField } from '../change-ops/change-op.ts';

interface TermChange {
  readonly language: string;
  /** `undefined` removes the term. */
  readonly value: string | undefined;
}

export function termOps(json: unknown, field: TermField, reading: Reading): ChangeOp[] {
  return termChanges(json, reading).map(({ language, value }) =>
    value === undefined
      ? { op: 'remove-term', field, language }
      : { op: 'set-term', field, language, value },
  );
}

/** The terms of a form or sense with the changes made. */
export function changedTerms(json: unknown, present: Terms, reading: Reading): Terms {
  const terms = new Map(present);
  for (const { language, value } of termChanges(json, reading)) {
    if (value === undefined) terms.delete(language);
    else terms.set(language, value);
  }
  return terms;
}

/** A list replaces all aliases of its language, unless it says for each what to do with it. */
export function aliasOps(json: unknown, reading: Reading): ChangeOp[] {
  return [...aliasChanges(json, reading)].flatMap(([language, changes]): ChangeOp[] => {
    const valuesOf = (...actions: AliasAction[]): string[] =>
      changes.filter(({ action }) => actions.includes(action)).map(({ value }) => value);
    if (changes.every(({ action }) => action === 'set')) {
      return [{ op: 'set-aliases', language, values: valuesOf('set') }];
    }
    const added = valuesOf('add', 'set');
    const removed = valuesOf('remove');
    return [
      ...(added.length > 0 ? [{ op: 'add-aliases', language, values: added } as const] : []),
      ...(removed.length > 0 ? [{ op: 'remove-aliases', language, values: removed } as const] : []),
    ];
  });
}

/** Is the member there, whatever it holds? `"remove": ""` is how Wikibase says it. */
export function isMarked(object: JsonObject, key: 'remove' | 'add'): boolean {
  return object[key] !== undefined && object[key] !== false;
}

function termChanges(json: unknown, reading: Reading): TermChange[] {
  return readKeyed(json, reading, termChange, ({ language }) => language);
}

/** A term is one line: blanks stand for line breaks and tabs, and none stands at its ends. */
export function termText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function termChange(json: unknown, reading: Reading): TermChange | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const language = reading.at('language', object['language'], readText);
  if (language === undefined) return undefined;
  if (isMarked(object, 'remove')) return { language, value: undefined };
  const sent = reading.at('value', object['value'], readText);
  if (sent === undefined) return undefined;
  const value = termText(sent);
  return { language, value: value === '' ? undefined : value };
}

type AliasAction = 'set' | 'add' | 'remove';

interface AliasChange {
  readonly language: string;
  readonly value: string;
  readonly action: AliasAction;
}

function aliasChanges(json: unknown, reading: Reading): Map<string, AliasChange[]> {
  const changes: AliasChange[] = [];
  if (Array.isArray(json)) {
    readList(json, reading, (entry) => changes.push(...aliasGroup(entry, reading)));
  } else {
    readEntries(json, reading, (key, group) => {
      changes.push(
        ...aliasGroup(group, reading).filter(({ language }) => agrees(key, language, reading)),
      );
    });
  }
  return Map.groupBy(changes, ({ language }) => language);
}

/** One alias or a list of them. */
function aliasGroup(json: unknown, reading: Reading): AliasChange[] {
  if (Array.isArray(json)) return readList(json, reading, aliasChange) ?? [];
  const change = aliasChange(json, reading);
  return change === undefined ? [] : [change];
}

function aliasChange(json: unknown, reading: Reading): AliasChange | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const language = reading.at('language', object['language'], readText);
  const sent = reading.at('value', object['value'], readText);
  if (language === undefined || sent === undefined) return undefined;
  const value = termText(sent);
  if (value === '') return reading.at('value', value, () => wrongType(value, 'text', reading));
  const action = isMarked(object, 'remove') ? 'remove' : isMarked(object, 'add') ? 'add' : 'set';
  return { language, value, action };
}
