/** Turtle and N-Triples in. The only import of n3. */
import { EventEmitter } from 'node:events';
import { DataFactory, Lexer, Parser, type ParserOptions, type TokenCallback } from 'n3';
import { failed, failure, ok, type Result } from '../../schema/failures.ts';
import { rdfJsTerm, type RdfJsTerm } from './rdf-js.ts';
import { literal, textLiteral, type QuadSink, type RdfTerm } from './term.ts';

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
    literal(text: string, kind?: LiteralKind): RdfJsTerm {
      if (kind === undefined) return rdfJsTerm(textLiteral(text));
      if (typeof kind === 'string') return rdfJsTerm(textLiteral(text, tags.find(kind)));
      if ('value' in kind) return rdfJsTerm(literal(text, kind.value));
      return rdfJsTerm(textLiteral(text, tags.find(kind.language)));
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
