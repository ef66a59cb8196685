/** Functions on text (SPARQL 1.1, section 17.4.3). Lengths and positions count code points. */
import { WIKIBASE } from '../../../../schema/vocabulary.ts';
import type { FunctionTable } from './function.ts';
import { binary, unary } from './function.ts';
import { findsPattern, replacePattern } from '../../../../schema/model/values/pattern.ts';
import { boolean, integer, isNumeric, text } from './value.ts';
import type { Evaluated, Value } from './value.ts';

export const stringFunctions: FunctionTable = [
  ['strlen', unary((value) => onText(value, (own) => integer(codePoints(own).length)))],
  [
    'substr',
    { operands: [2, 3], apply: ([value, start, length]) => substring(value, start, length) },
  ],
  ['ucase', unary((value) => mapText(value, (own) => own.toUpperCase()))],
  ['lcase', unary((value) => mapText(value, (own) => own.toLowerCase()))],
  ['strstarts', binary((a, b) => compatible(a, b, (own, part) => boolean(own.startsWith(part))))],
  ['strends', binary((a, b) => compatible(a, b, (own, part) => boolean(own.endsWith(part))))],
  ['contains', binary((a, b) => compatible(a, b, (own, part) => boolean(own.includes(part))))],
  ['strbefore', binary((a, b) => cut(a, b, (own, at) => own.slice(0, at)))],
  ['strafter', binary((a, b) => cut(a, b, (own, at, length) => own.slice(at + length)))],
  ['concat', { operands: [0, Infinity], apply: concat }],
  ['encode_for_uri', unary((value) => onText(value, (own) => encodeForUri(own)))],
  [
    'regex',
    {
      operands: [2, 3],
      apply: ([value, pattern, flags]) => {
        const texts = regexOperands(value, pattern, flags);
        const matches = texts && findsPattern(texts.pattern, texts.own, texts.flags);
        return matches === undefined ? undefined : boolean(matches);
      },
    },
  ],
  [
    'replace',
    {
      operands: [3, 4],
      apply: ([value, pattern, replacement, flags]) => {
        const texts = regexOperands(value, pattern, flags);
        if (texts === undefined || replacement?.kind !== 'text') return undefined;
        const replaced = replacePattern(texts.pattern, texts.own, replacement.text, texts.flags);
        return replaced === undefined ? undefined : text(replaced, texts.language);
      },
    },
  ],
  [`${WIKIBASE}decodeUri`, unary((value) => onText(value, decodeUri))],
];

function codePoints(own: string): readonly string[] {
  return Array.from(own);
}

function onText(value: Value, apply: (own: string) => Evaluated): Evaluated {
  return value.kind === 'text' ? apply(value.text) : undefined;
}

function mapText(value: Value, apply: (own: string) => string): Evaluated {
  return value.kind === 'text' ? text(apply(value.text), value.language) : undefined;
}

/** Both are text, and the second has no language or the same one. */
function compatible(
  a: Value,
  b: Value,
  apply: (own: string, part: string, language: string) => Evaluated,
): Evaluated {
  if (a.kind !== 'text' || b.kind !== 'text') return undefined;
  if (b.language !== '' && b.language.toLowerCase() !== a.language.toLowerCase()) return undefined;
  return apply(a.text, b.text, a.language);
}

function cut(
  a: Value,
  b: Value,
  apply: (own: string, at: number, length: number) => string,
): Evaluated {
  return compatible(a, b, (own, part, language) => {
    const at = own.indexOf(part);
    return at < 0 ? text('') : text(apply(own, at, part.length), language);
  });
}

/** Positions count from 1; as in XPath, whatever lies outside the text is left away. */
function substring(value?: Value, start?: Value, length?: Value): Evaluated {
  if (value?.kind !== 'text' || start === undefined || !isNumeric(start)) return undefined;
  const first = Math.round(Number(start.value));
  let end = Infinity;
  if (length !== undefined) {
    if (!isNumeric(length)) return undefined;
    end = first + Math.round(Number(length.value));
  }
  if (Number.isNaN(first) || Number.isNaN(end)) return text('', value.language);
  const points = codePoints(value.text);
  const part = points.slice(Math.max(first - 1, 0), Math.max(end - 1, 0)).join('');
  return text(part, value.language);
}

/** The language stays where all parts share it. */
function concat(values: readonly Value[]): Evaluated {
  let whole = '';
  let language: string | undefined;
  for (const value of values) {
    if (value.kind !== 'text') return undefined;
    whole += value.text;
    language = language === undefined || language === value.language ? value.language : '';
  }
  return text(whole, language ?? '');
}

/** Everything but the unreserved characters of RFC 3986. */
function encodeForUri(own: string): Evaluated {
  if (!own.isWellFormed()) return undefined;
  const encoded = encodeURIComponent(own);
  return text(
    encoded.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}

/** As forms are decoded: a plus sign is a space. */
function decodeUri(own: string): Evaluated {
  try {
    return text(decodeURIComponent(own.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}

function regexOperands(value?: Value, pattern?: Value, flags?: Value) {
  if (value?.kind !== 'text' || pattern?.kind !== 'text') return undefined;
  if (flags !== undefined && flags.kind !== 'text') return undefined;
  return {
    own: value.text,
    language: value.language,
    pattern: pattern.text,
    flags: flags?.text ?? '',
  };
}
