/** Pages whose content is text: talk, user pages, saved queries, rules, schemas, messages. */
import { agrees, readObject, readText, readWhole, type Reading } from '../json/reading.ts';
import type { Result } from '../../failures.ts';

const textPageKinds = [
  'entity-schema',
  'rule',
  'talk',
  'user-page',
  'saved-query',
  'interface-message',
] as const;
export type TextPageKind = (typeof textPageKinds)[number];

export interface TextPage {
  readonly type: TextPageKind;
  readonly id: string;
  readonly text: string;
}

/** Reads `{"type": …, "id": …, "text": …}`. */
export function readTextPage(json: unknown, type: TextPageKind): Result<TextPage> {
  return readWhole(json, (part, reading) => textPage(part, type, reading));
}

function textPage(json: unknown, type: TextPageKind, reading: Reading): TextPage | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const stated = reading.at('type', object['type'], readText);
  const id = reading.at('id', object['id'], readText);
  const text = reading.at('text', object['text'], readText);
  if (stated === undefined || id === undefined || text === undefined) return undefined;
  return reading.at('type', stated, () => agrees(type, stated, reading))
    ? { type, id, text }
    : undefined;
}

export function storedTextPage({ type, id, text }: TextPage): TextPage {
  return { type, id, text };
}
