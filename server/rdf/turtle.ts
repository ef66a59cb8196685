/**
 * A fast writer of Turtle: https://www.w3.org/TR/turtle/
 *
 * The layout is that of Wikibase's documents, so that the two can be compared line by line: prefixes
 * first, a paragraph for each run of triples with one subject, a line for each object.
 */
import { escapeIri } from './iri.ts';
import { PrefixMap } from './prefix-map.ts';
import {
  datatypeOf,
  isBlankNode,
  isLiteral,
  languageOf,
  lexicalForm,
  type QuadSink,
  type RdfTerm,
} from './term.ts';
import { rdfType, wikibase } from './wikibase-terms.ts';
import { XSD } from '../../schema/vocabulary.ts';

export interface TurtleWriter {
  readonly write: QuadSink;
  /** The document. */
  end(): string;
}

/** Their objects are values that were entered as IRIs: they are written out. */
const WHOLE_OBJECTS: ReadonlySet<RdfTerm> = new Set([
  wikibase.propertyType,
  wikibase.quantityUnit,
  wikibase.geoGlobe,
  wikibase.timeCalendarModel,
]);

/** Hot: consecutive triples of a subject, and of a predicate, are told from one comparison. */
export function turtleWriter(prefixes: ReadonlyMap<string, string>): TurtleWriter {
  const names = new PrefixMap(prefixes);
  const spelled = new Map<RdfTerm, string>();
  let text = [...prefixes]
    .map(([prefix, namespace]) => `@prefix ${prefix}: <${escapeIri(namespace)}> .\n`)
    .join('');
  let lastSubject: RdfTerm | undefined;
  let lastPredicate: RdfTerm | undefined;

  /** Subjects and predicates come again and again. */
  const nodeText = (term: RdfTerm): string => {
    const known = spelled.get(term);
    if (known !== undefined) return known;
    const spelling = isBlankNode(term) ? term : iriText(term, names);
    spelled.set(term, spelling);
    return spelling;
  };
  const objectText = (predicate: RdfTerm, object: RdfTerm): string => {
    if (isLiteral(object)) return literalText(object, names);
    return WHOLE_OBJECTS.has(predicate) ? `<${escapeIri(object)}>` : nodeText(object);
  };
  return {
    write(subject, predicate, object) {
      if (subject === lastSubject && predicate === lastPredicate) {
        text += `,\n\t\t${objectText(predicate, object)}`;
        return;
      }
      const verb = predicate === rdfType ? 'a' : nodeText(predicate);
      if (subject === lastSubject) {
        text += ` ;\n\t${verb} ${objectText(predicate, object)}`;
      } else {
        const end = lastSubject === undefined ? '\n' : ' .\n\n';
        text += `${end}${nodeText(subject)} ${verb} ${objectText(predicate, object)}`;
      }
      lastSubject = subject;
      lastPredicate = predicate;
    },
    end: () => (lastSubject === undefined ? text : `${text} .\n`),
  };
}

function iriText(iri: string, names: PrefixMap): string {
  const name = names.nameOf(iri);
  return name === undefined ? `<${escapeIri(iri)}>` : `${name.prefix}:${name.localName}`;
}

function literalText(term: RdfTerm, names: PrefixMap): string {
  const text = `"${escapedText(lexicalForm(term))}"`;
  const language = languageOf(term);
  if (language !== '') return `${text}@${language}`;
  const datatype = datatypeOf(term);
  return datatype === `${XSD}string` ? text : `${text}^^${iriText(datatype, names)}`;
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const SPECIAL = /["\\\u0000-\u001f\u007f]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapedText(text: string): string {
  return text.replace(
    SPECIAL,
    (character) =>
      ESCAPES[character] ??
      `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
