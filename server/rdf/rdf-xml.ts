/**
 * A writer of RDF/XML: https://www.w3.org/TR/rdf-syntax-grammar/
 *
 * As flat as the syntax allows, in the layout of Wikibase's documents: one description for each run
 * of triples with one subject, one line for each triple.
 */
import { RDF, XSD } from '../../schema/vocabulary.ts';
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

export interface RdfXmlWriter {
  /** A predicate needs a name that XML can have; every one of Wikibase's mapping does. */
  readonly write: QuadSink;
  /** The document. */
  end(): string;
}

/** `prefixes` must have one for RDF itself. */
export function rdfXmlWriter(prefixes: ReadonlyMap<string, string>): RdfXmlWriter {
  const names = new PrefixMap(prefixes);
  const elements = new Map<RdfTerm, Element>();
  const declared = [...prefixes].map(([prefix, iri]) => ` xmlns:${prefix}="${attribute(iri)}"`);
  let text = `<?xml version="1.0"?>\n<rdf:RDF${declared.join('')}>\n`;
  let lastSubject: RdfTerm | undefined;

  const elementOf = (predicate: RdfTerm): Element => {
    const known = elements.get(predicate);
    if (known !== undefined) return known;
    const element = elementFor(predicate, names);
    elements.set(predicate, element);
    return element;
  };
  return {
    write(subject, predicate, object) {
      if (subject !== lastSubject) {
        if (lastSubject !== undefined) text += DESCRIPTION_END;
        text += `\t<rdf:Description ${nodeAttribute(subject, 'about')}>\n`;
        lastSubject = subject;
      }
      const { start, name } = elementOf(predicate);
      text += isLiteral(object)
        ? `\t\t<${start}${literalAttribute(object)}>${content(lexicalForm(object))}</${name}>\n`
        : `\t\t<${start} ${nodeAttribute(object, 'resource')}/>\n`;
    },
    end: () => `${text}${lastSubject === undefined ? '' : DESCRIPTION_END}</rdf:RDF>\n`,
  };
}

const DESCRIPTION_END = '\t</rdf:Description>\n';

/** A tag for a predicate: what opens it, with a namespace of its own where it needs one. */
interface Element {
  readonly name: string;
  readonly start: string;
}

/** Names that RDF/XML has other uses for in the place of a property. */
const RESERVED = new Set(['Description', 'RDF', 'ID', 'about', 'bagID', 'parseType', 'resource']);
for (const name of ['nodeID', 'datatype', 'li', 'aboutEach', 'aboutEachPrefix']) RESERVED.add(name);

function elementFor(predicate: RdfTerm, names: PrefixMap): Element {
  const known = names.nameOf(predicate);
  if (known !== undefined && /^[A-Za-z_]/.test(known.localName)) {
    const name = `${known.prefix}:${known.localName}`;
    if (known.prefix !== 'rdf' || !RESERVED.has(known.localName)) return { name, start: name };
  }
  const iri = escapeIri(predicate);
  const [localName] = /[A-Za-z_][\w-]*$/.exec(iri) ?? [];
  if (localName === undefined || iri.startsWith(RDF)) {
    throw new Error(`RDF/XML has no name for the predicate ${predicate}`);
  }
  const namespace = iri.slice(0, -localName.length);
  return { name: `ns:${localName}`, start: `ns:${localName} xmlns:ns="${attribute(namespace)}"` };
}

/** Labels of blank nodes may begin with a digit, names in XML may not. */
function nodeAttribute(node: RdfTerm, role: 'about' | 'resource'): string {
  return isBlankNode(node)
    ? `rdf:nodeID="b${attribute(lexicalForm(node))}"`
    : `rdf:${role}="${attribute(escapeIri(node))}"`;
}

function literalAttribute(term: RdfTerm): string {
  const language = languageOf(term);
  if (language !== '') return ` xml:lang="${attribute(language)}"`;
  const datatype = datatypeOf(term);
  return datatype === `${XSD}string` ? '' : ` rdf:datatype="${attribute(escapeIri(datatype))}"`;
}

/** What no document of XML 1.0 can hold, however it is escaped. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** Characters that XML cannot hold are replaced. */
function content(text: string): string {
  return text
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>\r]/g, (character) => REFERENCES[character] ?? character);
}

function attribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => REFERENCES[character] ?? character);
}
