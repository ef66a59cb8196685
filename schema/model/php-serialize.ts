/**
 * The text forms of PHP: those over which Wikibase hashes, which are `serialize()` as it was up to
 * PHP 7.3, `json_encode` and casts of numbers; and `serialize()` of any JSON, which PHP's own
 * programs read. Lengths count bytes of UTF-8.
 */

export function phpString(text: string): string {
  return `s:${utf8Length(text)}:"${text}";`;
}

/** An object of a class with its own `serialize` method. */
export function phpObject(className: string, content: string): string {
  return `C:${className.length}:"${className}":${utf8Length(content)}:{${content}}`;
}

/** A list; its entries are serialized already. */
export function phpList(...entries: readonly string[]): string {
  return `a:${entries.length}:{${entries.map((entry, index) => `i:${index};${entry}`).join('')}}`;
}

/** JSON as `serialize()` writes it where `json_decode` read its objects as arrays. */
export function phpValue(json: unknown): string {
  if (typeof json === 'string') return phpString(json);
  if (typeof json === 'boolean') return `b:${json ? 1 : 0};`;
  if (typeof json === 'number') return phpNumber(json);
  if (typeof json !== 'object' || json === null) return 'N;';
  // the keys of a list are its indices
  const members = Object.entries(json);
  const text = members.map(([key, value]) => phpKey(key) + phpValue(value)).join('');
  return `a:${members.length}:{${text}}`;
}

function phpNumber(number: number): string {
  return Number.isSafeInteger(number) ? `i:${number};` : `d:${phpFloat(number, 'E')};`;
}

/** An array of PHP has no key that reads like a number but is none. */
function phpKey(key: string): string {
  return /^(?:0|-?[1-9]\d{0,14})$/.test(key) ? `i:${key};` : phpString(key);
}

/** Hot: every hash needs it several times, which is why it does not encode the text. */
function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // a pair of surrogates is two units here and four bytes there: one more for each
    length += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return length;
}

/** As `json_encode` writes text: slashes and all that is not ASCII are escaped. */
export function phpJsonText(text: string): string {
  return JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** As `json_encode` writes floats: the shortest text that gives the same number. */
export function phpJsonFloat(number: number): string {
  return phpFloat(number, 'e');
}

/** As a cast to string writes floats, with PHP's setting of 14 significant digits. */
export function phpFloatText(number: number): string {
  return phpFloat(Number(number.toPrecision(14)), 'E');
}

/** PHP changes to exponents below 0.0001, JavaScript below 0.000001. */
function phpFloat(number: number, exponentMark: 'e' | 'E'): string {
  if (number === 0 || Math.abs(number) >= 1e-4) return String(number);
  const [mantissa = '', exponent = ''] = number.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}${exponentMark}${exponent}`;
}
