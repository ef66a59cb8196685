/** Triples of every kind, for property-based tests of readers and writers. */
import * as fc from 'fast-check';
import { XSD } from '../../schema/vocabulary.ts';
import { ntriplesLine } from './ntriples.ts';
import { blankNode, literal, namedNode, textLiteral, type Quad, type RdfTerm } from './term.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\r', '\t', '\u0000', "'", '@', '^', 'é', '😀'),
  }),
);
const language = fc.constantFrom('en', 'en-GB', 'zh-Hant-TW', 'de-x-formal', 'zh-classical');
const blank = fc.stringMatching(/^[a-z][a-z\d]{0,30}$/).map(blankNode);

/** Triples whose IRIs are made of these parts. */
function quadOf(...parts: readonly string[]): fc.Arbitrary<Quad> {
  const iri = fc
    .string({ unit: fc.constantFrom(...parts) })
    .map((end) => namedNode(`https://example.org/entity/${end}`));
  const object = fc.oneof<fc.Arbitrary<RdfTerm>[]>(
    iri,
    blank,
    text.map((value) => textLiteral(value)),
    fc.tuple(text, language).map(([value, code]) => textLiteral(value, code)),
    fc.tuple(text, iri).map(([value, datatype]) => literal(value, datatype)),
    fc.constantFrom('+19.7', '-0', '007', '1e5', 'true').map((v) => literal(v, `${XSD}decimal`)),
    fc.constantFrom('0', '+42', '-7', '1.0').map((v) => literal(v, `${XSD}integer`)),
  );
  return fc.record({ subject: fc.oneof(iri, blank), predicate: iri, object });
}

export const quad = quadOf('a', 'Q1', '/', '#', '?', ':', '%20', 'é', '中', '-', '.', '😀');
/** Without the parts of IRIs that a reader may resolve, or refuse in this place. */
export const tamePathQuad = quadOf('a', 'Q1', '%20', 'é', '中', '-', '😀');

/** Triples as a set that can be compared. */
export function keys(quads: readonly Quad[]): string[] {
  const lines = quads.map((each) => ntriplesLine(each.subject, each.predicate, each.object));
  return [...new Set(lines)].toSorted();
}
