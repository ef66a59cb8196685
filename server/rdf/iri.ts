/** Turning text from outside into IRIs. */

/** What RDF forbids inside an IRI: controls, space and `<>"{}|^\`` with the backslash. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const FORBIDDEN = /[\u0000-\u0020<>"{}|^`\\\u007f]/;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN.source, 'g');

/** Percent-encodes what an IRI may not hold; everything else, non-ASCII too, stays as it is. */
export function escapeIri(text: string): string {
  return FORBIDDEN.test(text) ? text.replace(ALL_FORBIDDEN, percentEncode) : text;
}

/** RFC 3986: all but the unreserved characters. */
export function encodeIriPart(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, percentEncode);
}

/** The encoding of page titles in URLs: `;@$!*(),/~:` stay readable, a space is a plus. */
export function encodePageTitle(text: string): string {
  return encodeURIComponent(text).replace(/%(?:20|3B|40|24|2C|2F|3A)|'/g, (part) => {
    if (part === '%20') return '+';
    return part === "'" ? '%27' : decodeURIComponent(part);
  });
}

/** Puts an encoded id or title in the place that a pattern leaves for it. */
export function fillPattern(pattern: string, text: string): string {
  return pattern.replaceAll('$1', () => encodePageTitle(text));
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
