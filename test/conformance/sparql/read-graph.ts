/** Reads the graphs of the conformance suites: Turtle, N-Triples and RDF/XML. */
import { readFileSync } from 'node:fs';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { readRdf } from '../../../server/rdf/n3.ts';
import { blankNode, literal, namedNode, textLiteral } from '../../../server/rdf/term.ts';
import type { Quad, RdfTerm } from '../../../server/rdf/term.ts';

export interface SuiteFile {
  readonly path: string;
  /** What relative IRIs in it are relative to. */
  readonly iri: string;
}

export function extensionOf({ path }: SuiteFile): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export async function readGraph(file: SuiteFile): Promise<Quad[]> {
  const text = readFileSync(file.path, 'utf8');
  return extensionOf(file) === 'rdf' ? readRdfXml(text, file.iri) : readTurtle(text, file.iri);
}

export function readTurtle(text: string, baseIri: string): Quad[] {
  const quads: Quad[] = [];
  const result = readRdf(text, { format: 'turtle', baseIri }, (subject, predicate, object) => {
    quads.push({ subject, predicate, object });
  });
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return quads;
}

async function readRdfXml(text: string, baseIri: string): Promise<Quad[]> {
  const parser = new RdfXmlParser({ baseIRI: baseIri });
  parser.end(text);
  const quads: Quad[] = [];
  for await (const { subject, predicate, object } of parser) {
    quads.push({ subject: ours(subject), predicate: ours(predicate), object: ours(object) });
  }
  return quads;
}

interface ParsedTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

function ours({ termType, value, language = '', datatype }: ParsedTerm): RdfTerm {
  if (termType === 'NamedNode') return namedNode(value);
  if (termType === 'BlankNode') return blankNode(value);
  return language === '' ? literal(value, datatype?.value ?? '') : textLiteral(value, language);
}
