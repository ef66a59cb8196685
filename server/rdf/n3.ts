/** Turtle and N-Triples in, Turtle out. The only import of n3. */
import { EventEmitter } from 'node:events';
import { DataFactory, Lexer, Parser, Writer, type ParserOptions, type TokenCallback } from 'n3';
import { failed, failure, ok, type Result } from '../../schema/failures.ts';
import { escapeIri } from './iri.ts';
import {
  datatypeOf,
  isLiteral,
  isNamedNode,
  languageOf,
  lexicalForm,
  literal,
  textLiteral,
  type Quad,
  type QuadSink,
  type RdfTerm,
} from './term.ts';

export interface RdfReadOptions {
  readonly format: 'turtle' | 'ntriples';
  /** What relative IRIs of a Turtle document are relative to. */
  readonly baseIri?: string;
}

/** Takes the text of one document in pieces, cut anywhere. */
export interface RdfReader {
  push(chunk: string): void;
  /** How many triples there were, or where the first mistake is. Triples before it were given. */
  end(): Result<number>;
}

/** Blank nodes keep their labels. */
export function rdfReader(options: RdfReadOptions, sink: QuadSink): RdfReader {
  const input = new EventEmitter();
  let triples = 0;
  let mistake: Error | undefined;
  new Parser(parserOptions(options)).parse(input, (error, quad) => {
    if (mistake !== undefined) return;
    if (error !== null && error !== undefined) {
      mistake = error;
    } else if (quad !== null) {
      triples++;
      sink(ourTerm(quad.subject), ourTerm(quad.predicate), ourTerm(quad.object));
    }
  });
  return {
    push: (chunk) => {
      if (mistake === undefined) input.emit('data', chunk);
    },
    end: () => {
      if (mistake === undefined) input.emit('end');
      return mistake === undefined ? ok(triples) : failed(malformed(mistake));
    },
  };
}

/** Reads a document that is at hand as a whole. */
export function readRdf(text: string, options: RdfReadOptions, sink: QuadSink): Result<number> {
  const reader = rdfReader(options, sink);
  reader.push(text);
  return reader.end();
}

/**
 * Language tags pass n3 behind numbers. Its parser refuses codes that wikis have and that are no
 * BCP 47 tags (`zh-classical`: a subtag of more than eight letters), and its own literals lose the
 * case of all of them.
 */
class HiddenTags {
  readonly #tags: string[] = [];
  readonly #numbers = new Map<string, string>();

  hide(tag: string): string {
    let number = this.#numbers.get(tag);
    if (number === undefined) {
      number = String(this.#tags.push(tag) - 1);
      this.#numbers.set(tag, number);
    }
    return number;
  }

  find(number: string): string {
    return this.#tags[Number(number)] ?? number;
  }
}

function parserOptions({ format, baseIri }: RdfReadOptions): ParserOptions {
  const tags = new HiddenTags();
  const options = {
    format: format === 'turtle' ? 'text/turtle' : 'application/n-triples',
    blankNodePrefix: '_:',
    factory: termFactory(tags),
    lexer: tagHidingLexer(format, tags),
    baseIRI: baseIri,
  };
  return options as unknown as ParserOptions;
}

function tagHidingLexer(format: RdfReadOptions['format'], tags: HiddenTags): Lexer {
  const lexer = new Lexer({ lineMode: format === 'ntriples', n3: false });
  const tokenize = lexer.tokenize.bind(lexer);
  const hiding = {
    tokenize(input: EventEmitter, callback: TokenCallback) {
      tokenize(input, (error, token) => {
        const isTag = token?.type === 'langcode' && token.value !== undefined;
        callback(error, isTag ? { ...token, value: tags.hide(token.value ?? '') } : token);
      });
    },
  };
  return Object.assign<Lexer, object>(lexer, hiding);
}

type LiteralKind = string | { readonly value: string } | { readonly language: string };

function termFactory(tags: HiddenTags): object {
  return {
    ...DataFactory,
    literal(text: string, kind?: LiteralKind): N3Term {
      if (kind === undefined) return n3Term(textLiteral(text));
      if (typeof kind === 'string') return n3Term(textLiteral(text, tags.find(kind)));
      if ('value' in kind) return n3Term(literal(text, kind.value));
      return n3Term(textLiteral(text, tags.find(kind.language)));
    },
  };
}

/** The ids of n3 are spelled like our terms. */
function ourTerm(term: { readonly id?: string }): RdfTerm {
  return term.id as RdfTerm;
}

function malformed(error: Error & { context?: { line?: number } }): ReturnType<typeof failure> {
  const reason = error.message.replace(/ on line \d+\.?$/, '');
  return failure('malformed-rdf', { line: error.context?.line ?? 0, reason });
}

export interface TurtleWriter {
  /** Triples of one subject are grouped where they follow one another. */
  readonly write: QuadSink;
  readonly end: () => void;
}

function turtleWriter(
  prefixes: ReadonlyMap<string, string>,
  takeChunk: (chunk: string) => void,
): TurtleWriter {
  const stream = {
    write(chunk: string, _encoding: string, done?: () => void) {
      takeChunk(chunk);
      done?.();
    },
    end: (done?: () => void) => done?.(),
  };
  const writer = new Writer(stream, {
    prefixes: Object.fromEntries(prefixes),
  });
  return {
    write(subject, predicate, object) {
      writer.addQuad(n3Term(subject) as never, n3Term(predicate) as never, n3Term(object) as never);
    },
    end: () => writer.end(),
  };
}

/** One document; the triples of a subject stand together, where its first one stood. */
export function turtleText(quads: Iterable<Quad>, prefixes: ReadonlyMap<string, string>): string {
  let text = '';
  const { write, end } = turtleWriter(prefixes, (chunk) => {
    text += chunk;
  });
  const bySubject = Map.groupBy(quads, ({ subject }) => subject);
  for (const [subject, ofSubject] of bySubject) {
    const byPredicate = Map.groupBy(ofSubject, ({ predicate }) => predicate);
    for (const [predicate, same] of byPredicate) {
      for (const object of new Set(same.map((quad) => quad.object))) {
        write(subject, predicate, object);
      }
    }
  }
  end();
  return text;
}

/** A term as n3 wants to see it (RDF/JS), with `id` as its own terms have. */
interface N3Term {
  readonly termType: 'NamedNode' | 'BlankNode' | 'Literal';
  readonly id: RdfTerm;
  readonly value: string;
  readonly language: string;
  readonly datatype: { readonly termType: 'NamedNode'; readonly value: string } | undefined;
  equals(other: { readonly id?: string } | null): boolean;
}

function n3Term(term: RdfTerm): N3Term {
  const named = isNamedNode(term);
  const isText = isLiteral(term);
  return {
    termType: named ? 'NamedNode' : isText ? 'Literal' : 'BlankNode',
    id: term,
    value: named ? escapeIri(term) : lexicalForm(term),
    language: languageOf(term),
    datatype: isText ? { termType: 'NamedNode', value: datatypeOf(term) } : undefined,
    equals: (other) => other?.id === term,
  };
}
