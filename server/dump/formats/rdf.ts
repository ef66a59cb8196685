/** RDF dumps as N-Triples: the header, then entity after entity, shared nodes once. */
import { dumpHeaderQuads } from '../../rdf/dump-header.ts';
import { entityQuads, redirectQuads } from '../../rdf/entity-quads.ts';
import type { RdfFlavor } from '../../rdf/flavor.ts';
import { ntriplesWriter, type NTriplesWriter } from '../../rdf/ntriples.ts';
import { boundedNodeBag } from '../../rdf/quad-build.ts';
import type { DumpPage, DumpSnapshot } from '../dump-snapshot.ts';

export interface RdfDump {
  /** Triples so far. */
  readonly triples: () => number;
  add(page: DumpPage): void;
  end(): void;
}

/** `takeChunk` gets text in pieces of some tens of kilobytes. */
export function openRdfDump(
  snapshot: DumpSnapshot,
  flavor: RdfFlavor,
  takeChunk: (chunk: string) => void,
): RdfDump {
  const writer: NTriplesWriter = ntriplesWriter(takeChunk);
  const written = boundedNodeBag();
  let triples = 0;
  const sink: NTriplesWriter['write'] = (subject, predicate, object) => {
    triples++;
    writer.write(subject, predicate, object);
  };
  dumpHeaderQuads(snapshot.timestamp, sink);
  return {
    triples: () => triples,
    add({ document, ...revision }) {
      if (document.type === 'redirect') {
        redirectQuads(document, snapshot.rdf, flavor, sink, revision);
      } else {
        entityQuads(document, snapshot.rdf, flavor, sink, { revision, written });
      }
    },
    end: () => writer.flush(),
  };
}
