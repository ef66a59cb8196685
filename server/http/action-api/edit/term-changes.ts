/** Labels, descriptions, lemmas and aliases in `wbeditentity`'s `data` → operations. */
import { failure } from '../../../../schema/failures.ts';
import { agrees, readEntries, readList, readObject, readText } from '../../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../../schema/model/json/reading.ts';
import { isTermLanguage } from '../../../../schema/model/languages/languages.ts';
import type { ChangeOp, TermField } from '../../../edit/change-ops/change-op.ts';
import { isRemoval, readMembers } from './parts.ts';

export function termChanges(json: unknown, field: TermField, reading: Reading): ChangeOp[] {
  return termEntries(json, reading).map(({ language, value }) =>
    value === ''
      ? { op: 'remove-term', field, language }
      : { op: 'set-term', field, language, value },
  );
}

/** Language and new text; an empty text says that the term goes. */
export function termEntries(
  json: unknown,
  reading: Reading,
): { language: string; value: string }[] {
  const entries: { language: string; value: string }[] = [];
  readMembers(json, reading, (entry, key) => {
    const language = readLanguage(entry, key, reading);
    if (language === undefined) return;
    const value = isRemoval(entry) ? '' : reading.at('value', entry['value'], readText);
    if (value !== undefined) entries.push({ language, value });
  });
  return entries;
}

export function aliasChanges(json: unknown, reading: Reading): ChangeOp[] {
  const ops: ChangeOp[] = [];
  const change = (entries: readonly AliasEntry[], language: string) => {
    const plain = entries.filter(({ action }) => action === 'set');
    const values = (chosen: readonly AliasEntry[]) => chosen.map(({ value }) => value);
    const added = entries.filter(({ action }) => action === 'add');
    const removed = entries.filter(({ action }) => action === 'remove');
    if (added.length + removed.length === 0 && plain.length > 0) {
      ops.push({ op: 'set-aliases', language, values: values(plain).filter((text) => text !== '') });
      return;
    }
    if (removed.length > 0) {
      ops.push({ op: 'remove-aliases', language, values: values(removed) });
    }
    const kept = [...plain, ...added];
    if (kept.length > 0) ops.push({ op: 'add-aliases', language, values: values(kept) });
  };
  if (Array.isArray(json)) {
    const entries = json.flatMap((group, index) =>
      reading.at(index, group, () => aliasGroup(group, undefined, reading)) ?? [],
    );
    for (const [language, group] of Map.groupBy(entries, (entry) => entry.language)) {
      change(group, language);
    }
    return ops;
  }
  readEntries(json, reading, (key, group) => change(aliasGroup(group, key, reading), key));
  return ops;
}

interface AliasEntry {
  readonly language: string;
  readonly value: string;
  readonly action: 'set' | 'add' | 'remove';
}

/** The entries of one language; a single one may stand without its list. */
function aliasGroup(json: unknown, key: string | undefined, reading: Reading): AliasEntry[] {
  const read = (entry: unknown): AliasEntry | undefined => {
    const object = readObject(entry, reading);
    const language = object && readLanguage(object, key, reading);
    const value = object && reading.at('value', object['value'], readText);
    if (object === undefined || language === undefined || value === undefined) return undefined;
    const action = isRemoval(object) ? 'remove' : object['add'] === undefined ? 'set' : 'add';
    return { language, value, action };
  };
  if (Array.isArray(json)) return readList(json, reading, read) ?? [];
  const single = read(json);
  return single === undefined ? [] : [single];
}

function readLanguage(
  entry: JsonObject,
  key: string | undefined,
  reading: Reading,
): string | undefined {
  const language = reading.at('language', entry['language'], readText);
  if (language === undefined) return undefined;
  if (key !== undefined && !agrees(key, language, reading)) return undefined;
  if (isTermLanguage(language) || isRemoval(entry)) return language;
  return reading.fail(failure('unknown-language', { language }));
}

