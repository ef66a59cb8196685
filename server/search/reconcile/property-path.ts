/**
 * What the columns of a table stand for: a property (`P17`), the way to something further on
 * (`P17/P297`), one of several (`P569|P570`), a part of a value (`P571@year`), a term (`Len` a
 * label, `Den` a description, `Aen` aliases) or the link to a site (`Senwiki`).
 */
import { parsePropertyId } from '../../../schema/model/entity-id.ts';
import type { PropertyId } from '../../../schema/model/entity-id.ts';
import { language } from '../../../schema/model/languages/languages.ts';

export type PropertyPath =
  | { readonly kind: 'property'; readonly property: PropertyId }
  | {
      readonly kind: 'term';
      readonly termType: 'label' | 'description' | 'alias';
      readonly language: string;
    }
  | { readonly kind: 'sitelink'; readonly site: string }
  | { readonly kind: 'id' }
  | { readonly kind: 'sequence'; readonly steps: readonly PropertyPath[] }
  | { readonly kind: 'alternatives'; readonly of: readonly PropertyPath[] }
  | { readonly kind: 'part'; readonly of: PropertyPath; readonly part: ValuePart };

const placeParts = ['lat', 'lng'] as const;
const urlParts = ['urlscheme', 'netloc', 'urlpath'] as const;
const timeParts = ['year', 'month', 'day', 'hour', 'minute', 'second', 'isodate', 'iso'] as const;
const valueParts = [...placeParts, ...urlParts, ...timeParts] as const;
export type UrlPart = (typeof urlParts)[number];
export type TimePart = (typeof timeParts)[number];
export type ValuePart = (typeof valueParts)[number];

const LONGEST_PATH = 200;
const TOKEN = /\s*([()/|]|@[a-z]+|[A-Za-z][\w-]*)/y;
const TERM_TYPES = { L: 'label', D: 'description', A: 'alias' } as const;

/** `undefined` for what is no path. */
export function parsePropertyPath(text: string): PropertyPath | undefined {
  const tokens = tokensOf(text.trim());
  if (tokens === undefined) return undefined;
  const parser = new PathParser(tokens);
  const path = parser.alternatives();
  return parser.atEnd ? path : undefined;
}

/** The properties that occur in it. */
export function propertiesIn(path: PropertyPath): PropertyId[] {
  switch (path.kind) {
    case 'property':
      return [path.property];
    case 'sequence':
      return path.steps.flatMap(propertiesIn);
    case 'alternatives':
      return path.of.flatMap(propertiesIn);
    case 'part':
      return propertiesIn(path.of);
    case 'term':
    case 'sitelink':
    case 'id':
      return [];
  }
}

function tokensOf(text: string): string[] | undefined {
  if (text === '' || text.length > LONGEST_PATH) return undefined;
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

/** `alternatives := sequence ('|' sequence)*`, `sequence := part ('/' part)*`, `part := step '@name'?` */
class PathParser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  alternatives(): PropertyPath | undefined {
    const of = this.#separatedBy('|', () => this.#sequence());
    return of?.length === 1 ? of[0] : of && { kind: 'alternatives', of };
  }

  #sequence(): PropertyPath | undefined {
    const steps = this.#separatedBy('/', () => this.#part());
    return steps?.length === 1 ? steps[0] : steps && { kind: 'sequence', steps };
  }

  #part(): PropertyPath | undefined {
    const of = this.#step();
    const next = this.#tokens[this.#at];
    if (of === undefined || !next?.startsWith('@')) return of;
    this.#at++;
    const part = valueParts.find((each) => `@${each}` === next);
    return part && { kind: 'part', of, part };
  }

  #step(): PropertyPath | undefined {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return undefined;
    if (token !== '(') return leaf(token);
    const inner = this.alternatives();
    return this.#tokens[this.#at++] === ')' ? inner : undefined;
  }

  #separatedBy(
    separator: string,
    read: () => PropertyPath | undefined,
  ): PropertyPath[] | undefined {
    const found: PropertyPath[] = [];
    do {
      const each = read();
      if (each === undefined) return undefined;
      found.push(each);
    } while (this.#tokens[this.#at] === separator && this.#at++ >= 0);
    return found;
  }
}

function leaf(token: string): PropertyPath | undefined {
  const property = parsePropertyId(token);
  if (property !== undefined) return { kind: 'property', property };
  if (token === 'qid') return { kind: 'id' };
  const [first, rest] = [token[0], token.slice(1)];
  if (first === 'S' && /^[a-z][\w-]*$/.test(rest)) return { kind: 'sitelink', site: rest };
  const termType = Object.hasOwn(TERM_TYPES, first)
    ? TERM_TYPES[first as keyof typeof TERM_TYPES]
    : undefined;
  if (termType === undefined || language(rest) === undefined) return undefined;
  return { kind: 'term', termType, language: rest };
}
