/**
 * `SERVICE wikibase:label`: which labels a query wants, and where in its group they are bound.
 *
 * Wherever it is written, the service is evaluated as late as possible in its group, because it
 * needs what the others bind. Only a `BIND` that reads one of its labels comes after it.
 */
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import { BLAZEGRAPH, RDFS, SCHEMA, SKOS, WIKIBASE } from '../../../schema/vocabulary.ts';
import { namedNode } from '../../rdf/term.ts';
import type { Algebra, LabelRequest, Variable } from '../algebra.ts';
import { variable } from '../algebra.ts';
import type { ParsedService, ParsedTriple } from './sparql-parser.ts';
import { patternTerm } from './translate-expression.ts';
import { refuse } from './translation.ts';
import type { Scope } from './translation.ts';

/** Tried in this order: `?xAltLabel` also ends with `Label`. */
const suffixes = [
  ['AltLabel', namedNode(`${SKOS}altLabel`)],
  ['Label', namedNode(`${RDFS}label`)],
  ['Description', namedNode(`${SCHEMA}description`)],
] as const;

const AUTO_LANGUAGE = '[AUTO_LANGUAGE]';

interface LabelService {
  readonly languages: readonly string[];
  readonly requests: readonly LabelRequest[];
}

/** The label services of one group that have not been placed yet. */
export class LabelServices {
  readonly #scope: Scope;
  #waiting: LabelService[] = [];

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  add(service: ParsedService, algebra: Algebra): Algebra {
    const parameters: ParsedTriple[] = [];
    const written: ParsedTriple[] = [];
    for (const pattern of service.patterns) {
      if (pattern.type !== 'bgp')
        throw refuse('The label service holds triples only.', 'wikibase:label');
      for (const triple of pattern.triples) {
        (isParameter(triple) ? parameters : written).push(triple);
      }
    }
    const read: LabelService = {
      languages: readLanguages(parameters, this.#scope.translation.dialect.languages),
      requests: written.length > 0 ? this.#manual(written) : this.#automatic(),
    };
    if (valuesOf(parameters, 'disableReordering').includes('true')) return place(algebra, read);
    this.#waiting.push(read);
    return algebra;
  }

  /** Places the services of which an expression reads a label. */
  placeBefore(read: ReadonlySet<Variable>, algebra: Algebra): Algebra {
    const needed = this.#waiting.filter((each) => each.requests.some((r) => read.has(r.target)));
    this.#waiting = this.#waiting.filter((each) => !needed.includes(each));
    return needed.reduce(place, algebra);
  }

  placeAll(algebra: Algebra): Algebra {
    const rest = this.#waiting;
    this.#waiting = [];
    return rest.reduce(place, algebra);
  }

  #manual(triples: readonly ParsedTriple[]): LabelRequest[] {
    return triples.map((triple) => {
      const { predicate } = triple;
      if (triple.object.termType !== 'Variable') {
        throw refuse('In the label service, objects are variables.', 'wikibase:label');
      }
      if (!('termType' in predicate) || predicate.termType !== 'NamedNode') {
        throw refuse('In the label service, predicates are IRIs.', 'wikibase:label');
      }
      return {
        subject: patternTerm(triple.subject, this.#scope, triples),
        predicate: namedNode(predicate.value),
        target: this.#scope.variable(triple.object.value),
      };
    });
  }

  #automatic(): LabelRequest[] {
    const scope = this.#scope;
    return scope.projection.flatMap((name) => {
      const suffix = suffixes.find(([ending]) => name.endsWith(ending));
      if (suffix === undefined || name.length === suffix[0].length) return [];
      const subject = variable(scope.variable(name.slice(0, -suffix[0].length)));
      return [{ subject, predicate: suffix[1], target: scope.variable(name) }];
    });
  }
}

function place(input: Algebra, service: LabelService): Algebra {
  return service.requests.length === 0 ? input : { kind: 'label-service', input, ...service };
}

function isParameter({ subject }: ParsedTriple): boolean {
  return subject.termType === 'NamedNode' && subject.value === `${BLAZEGRAPH}serviceParam`;
}

function valuesOf(parameters: readonly ParsedTriple[], name: string): string[] {
  return parameters.flatMap(({ predicate, object }) => {
    if (!('termType' in predicate) || predicate.value !== `${WIKIBASE}${name}`) return [];
    if (object.termType !== 'Literal')
      throw refuse(`wikibase:${name} must be a constant text.`, `wikibase:${name}`);
    return [object.value];
  });
}

/** Exactly the languages written, best first; only `[AUTO_LANGUAGE]` brings its fallbacks along. */
function readLanguages(
  parameters: readonly ParsedTriple[],
  automatic: readonly string[],
): readonly string[] {
  const written = valuesOf(parameters, 'language').flatMap((list) => list.split(','));
  if (written.length === 0)
    throw refuse('The label service needs a list of languages.', 'wikibase:label');
  const languages = new Set<string>();
  for (const language of written.map((each) => each.trim())) {
    if (language !== AUTO_LANGUAGE) languages.add(language);
    else for (const each of automatic.flatMap((code) => fallbackChain(code))) languages.add(each);
  }
  languages.delete('');
  return [...languages];
}
