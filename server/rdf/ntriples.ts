/**
 * A fast writer of N-Triples, for dumps: https://www.w3.org/TR/n-triples/
 *
 * Text outside ASCII is escaped in literals and stays as it is in IRIs, as in Wikibase's dumps.
 */
import { escapeIri } from './iri.ts';
import type { QuadSink, RdfTerm } from './term.ts';

/** One triple with its full stop and line end. */
export function ntriplesLine(subject: RdfTerm, predicate: RdfTerm, object: RdfTerm): string {
  return `${ntriplesTerm(subject)} ${ntriplesTerm(predicate)} ${ntriplesTerm(object)} .\n`;
}

/** IRIs with characters that none may have come out percent-encoded. */
export function ntriplesTerm(term: RdfTerm): string {
  const first = term.charCodeAt(0);
  if (first === QUOTE) return literalText(term);
  if (first === UNDERSCORE && term.charCodeAt(1) === COLON) return term;
  return `<${escapeIri(term)}>`;
}

export interface NTriplesWriter {
  readonly write: QuadSink;
  /** Hands over what is left. */
  flush(): void;
}

/**
 * Collects lines and hands them over in chunks of about `chunkLength` characters. Hot: predicates
 * are few and subjects come in runs, so neither is escaped again.
 */
export function ntriplesWriter(
  takeChunk: (chunk: string) => void,
  chunkLength = 1 << 16,
): NTriplesWriter {
  const predicates = new Map<RdfTerm, string>();
  let lastSubject: RdfTerm | undefined;
  let lastSubjectText = '';
  let chunk = '';
  const flush = (): void => {
    if (chunk !== '') takeChunk(chunk);
    chunk = '';
  };
  return {
    write(subject, predicate, object) {
      if (subject !== lastSubject) {
        lastSubject = subject;
        lastSubjectText = ntriplesTerm(subject);
      }
      let predicateText = predicates.get(predicate);
      if (predicateText === undefined) {
        predicateText = ` ${ntriplesTerm(predicate)} `;
        if (predicates.size < MOST_PREDICATES) predicates.set(predicate, predicateText);
      }
      chunk += lastSubjectText + predicateText + ntriplesTerm(object) + ' .\n';
      if (chunk.length >= chunkLength) flush();
    },
    flush,
  };
}

/** A writer that keeps the whole document. */
export function ntriplesDocument(): { readonly write: QuadSink; end(): string } {
  const chunks: string[] = [];
  const writer = ntriplesWriter((chunk) => chunks.push(chunk));
  return {
    write: writer.write,
    end() {
      writer.flush();
      return chunks.join('');
    },
  };
}

const QUOTE = 34;
const UNDERSCORE = 95;
const COLON = 58;
const CARET = 94;
const BACKSLASH = 92;
const MOST_PREDICATES = 100_000;

/** A literal without special characters is spelled in N-Triples as it is here. */
function literalText(term: string): string {
  const end = term.lastIndexOf('"');
  const special = nextSpecial(term, 1, end);
  const typed = term.charCodeAt(end + 1) === CARET;
  if (special === end && !typed) return term;
  const text = special === end ? term.slice(0, end) : escapedText(term, special, end);
  const kind = term.slice(end + 1);
  return typed ? `${text}"^^<${escapeIri(kind.slice(2))}>` : `${text}"${kind}`;
}

/** Where the first character that needs an escape is; `end` where none does. */
function nextSpecial(term: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const unit = term.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e || unit === QUOTE || unit === BACKSLASH) return at;
  }
  return end;
}

/** The term up to `end`. Plain runs are copied whole, the rest comes from the table. */
function escapedText(term: string, firstSpecial: number, end: number): string {
  let text = term.slice(0, firstSpecial);
  let at = firstSpecial;
  while (at < end) {
    const code = term.codePointAt(at) ?? 0;
    text += code > 0xffff ? `\\U${hex(code, 8)}` : (escapes[code] ??= `\\u${hex(code, 4)}`);
    at += code > 0xffff ? 2 : 1;
    const plainEnd = nextSpecial(term, at, end);
    if (plainEnd > at) text += term.slice(at, plainEnd);
    at = plainEnd;
  }
  return text;
}

/** By character code, filled as texts need it. */
const escapes = Array.from({ length: 0x1_0000 }, (): string | undefined => undefined);
escapes[QUOTE] = '\\"';
escapes[BACKSLASH] = '\\\\';
escapes[0x0a] = '\\n';
escapes[0x0d] = '\\r';
escapes[0x09] = '\\t';

function hex(code: number, width: number): string {
  return code.toString(16).toUpperCase().padStart(width, '0');
}
