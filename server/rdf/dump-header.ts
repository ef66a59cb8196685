/** What a dump says of itself, before its first entity. */
import { CC0, RDF_FORMAT_VERSION, WIKIBASE_ONTOLOGY_DOCUMENT } from '../../schema/vocabulary.ts';
import { namedNode, textLiteral, type QuadSink } from './term.ts';
import { ccLicense, dateTime, owl, rdfType, schema, wikibase } from './wikibase-terms.ts';

/** `timestamp`: ISO 8601 in UTC, to the second. */
export function dumpHeaderQuads(timestamp: string, sink: QuadSink): void {
  const dump = wikibase.Dump;
  sink(dump, rdfType, schema.Dataset);
  sink(dump, rdfType, owl.Ontology);
  sink(dump, ccLicense, namedNode(CC0));
  sink(dump, schema.softwareVersion, textLiteral(RDF_FORMAT_VERSION));
  sink(dump, schema.dateModified, dateTime(timestamp));
  sink(dump, owl.imports, namedNode(WIKIBASE_ONTOLOGY_DOCUMENT));
}
