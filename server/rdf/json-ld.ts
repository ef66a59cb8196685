/** A writer of JSON-LD: https://www.w3.org/TR/json-ld11/. The only import of its serializer. */
import { JsonLdSerializer } from 'jsonld-streaming-serializer';
import { DEFAULT_GRAPH, rdfJsTerm } from './rdf-js.ts';
import { datatypeOf, isLiteral, isNamedNode, type QuadSink, type RdfTerm } from './term.ts';

export interface JsonLdWriter {
  readonly write: QuadSink;
  /** The document: one object for each subject, one member for each of its predicates. */
  end(): Promise<string>;
}

export function jsonLdWriter(prefixes: ReadonlyMap<string, string>): JsonLdWriter {
  const subjects = new Map<RdfTerm, Map<RdfTerm, Set<RdfTerm>>>();
  const schemes = new Set<string>();
  const note = (term: RdfTerm): void => {
    const iri = isLiteral(term) ? datatypeOf(term) : term;
    if (isNamedNode(iri as RdfTerm)) schemes.add(iri.slice(0, iri.indexOf(':')));
  };
  return {
    write(subject, predicate, object) {
      const predicates = memberOf(subjects, subject, () => new Map<RdfTerm, Set<RdfTerm>>());
      memberOf(predicates, predicate, () => new Set<RdfTerm>()).add(object);
      for (const term of [subject, predicate, object]) note(term);
    },
    end() {
      // Where `geo:1,2` is an address, `geo` cannot be a prefix.
      const usable = [...prefixes].filter(([prefix]) => !schemes.has(prefix));
      return serialized(subjects, Object.fromEntries(usable));
    },
  };
}

async function serialized(
  subjects: ReadonlyMap<RdfTerm, ReadonlyMap<RdfTerm, ReadonlySet<RdfTerm>>>,
  context: Readonly<Record<string, string>>,
): Promise<string> {
  const serializer = new JsonLdSerializer({ context, space: '  ' });
  for (const [subject, predicates] of subjects) {
    const subjectTerm = rdfJsTerm(subject);
    for (const [predicate, objects] of predicates) {
      const predicateTerm = rdfJsTerm(predicate);
      for (const object of objects) {
        serializer.write({
          subject: subjectTerm,
          predicate: predicateTerm,
          object: rdfJsTerm(object),
          graph: DEFAULT_GRAPH,
        });
      }
    }
  }
  serializer.end();
  let text = '';
  for await (const chunk of serializer) text += String(chunk);
  return text;
}

function memberOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
