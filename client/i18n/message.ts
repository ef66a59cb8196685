/**
 * Interface messages: a key and parameters in, a sentence in the reader's language out.
 *
 * The only import of banana-i18n (`PLURAL`, `GENDER`, `GRAMMAR`). Messages are plain text: whoever
 * shows them escapes them, so no translation and no parameter can carry markup.
 */
import Banana from 'banana-i18n';
import type { FailureCode, FailureReason } from '../../schema/failures.ts';
import type en from './en.json';

/** The compiler checks that each failure code and each reason has its message. */
export type MessageKey = keyof typeof en | `failure-${FailureCode}` | `reason-${FailureReason}`;
/** Keys left out fall back to English. */
export type Catalogue = Readonly<Partial<Record<MessageKey, string>>>;
export type CompleteCatalogue = Readonly<Record<keyof typeof en, string>>;

export interface Messages {
  readonly language: string;
  /** The message as one text. */
  text(key: MessageKey, ...parameters: readonly (string | number)[]): string;
  /**
   * The message cut where its parameters stand, for parameters that need markup of their own:
   * `{ parameter: 0 }` is the place of `$1`.
   */
  parts(key: MessageKey, ...parameters: readonly (string | number)[]): readonly MessagePart[];
  /** A number in the reader's script and grouping. */
  number(value: number): string;
}

export type MessagePart = string | { readonly parameter: number };

/** `catalogue` must hold every message: a translation laid over English. */
export function createMessages(language: string, catalogue: CompleteCatalogue): Messages {
  const banana = new Banana(language);
  banana.load({ ...catalogue }, language);
  const numbers = numberFormat(language);

  const text: Messages['text'] = (key, ...parameters) => banana.i18n(key, ...parameters);
  return {
    language,
    text,
    parts: (key, ...parameters) =>
      text(key, ...parameters.map((value, index) => placeholder(value, index)))
        .split(PLACEHOLDER)
        .map((part, index) => (index % 2 === 0 ? part : { parameter: Number(part) }))
        .filter((part) => part !== ''),
    number: (value) => numbers.format(value),
  };
}

/** Marks a place with two private-use characters, which no stored text and no message holds. */
const PLACEHOLDER = /\u{F0000}(\d+)\u{F0001}/u;

/** Numbers stay numbers, since a plural may depend on them. */
function placeholder(value: string | number, index: number): string | number {
  return typeof value === 'number' ? value : `\u{F0000}${index}\u{F0001}`;
}

function numberFormat(language: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language);
  } catch {
    return new Intl.NumberFormat('en');
  }
}
