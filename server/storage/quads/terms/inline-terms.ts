/**
 * Terms that are their own number: no row of the dictionary, no look-up, and comparisons without
 * their text. A term is inlined only where its id gives back the very same text.
 */
import type { RdfTerm } from '../../../rdf/term.ts';
import { GEO, XSD } from '../../../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../../../schema/vocabulary.ts';
import { dateTimeId, dayText, instantText } from './date-terms.ts';
import { EntityTerms } from './entity-terms.ts';
import {
  booleanId,
  booleanOf,
  decimalId,
  decimalText,
  integerId,
  integerOf,
} from './number-terms.ts';
import { pointId, pointText } from './point-terms.ts';
import { TAG, tagOf, UNBOUND } from './term-id.ts';
import type { TermId } from './term-id.ts';

const QUOTE = 34;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const LETTER_P = 80;

/** From the closing quote on. */
const INTEGER = `"^^${XSD}integer`;
const DECIMAL = `"^^${XSD}decimal`;
const DATE_TIME = `"^^${XSD}dateTime`;
const BOOLEAN = `"^^${XSD}boolean`;
const POINT = `"^^${GEO}wktLiteral`;

export class InlineTerms {
  readonly #entities: EntityTerms;

  constructor(namespaces: WikiNamespaces) {
    this.#entities = new EntityTerms(namespaces);
  }

  /** `UNBOUND` for a term that needs the dictionary. */
  encode(term: RdfTerm): TermId {
    if (term.charCodeAt(0) !== QUOTE) return this.#entities.encode(term);
    // Most texts are told by their first letter, before anything is compared.
    const first = term.charCodeAt(1);
    if ((first >= ZERO && first <= NINE) || first === MINUS) return numberId(term);
    if (first === LETTER_P)
      return term.endsWith(POINT) ? pointId(term, endOf(term, POINT)) : UNBOUND;
    return term.endsWith(BOOLEAN) ? booleanId(term, endOf(term, BOOLEAN)) : UNBOUND;
  }

  /** The halves of an id for which `isInlined`. */
  decode(hi: number, lo: number): RdfTerm {
    switch (tagOf(hi)) {
      case TAG.integer:
        return `"${integerOf(hi, lo)}${INTEGER}` as RdfTerm;
      case TAG.boolean:
        return `"${booleanOf(lo)}${BOOLEAN}` as RdfTerm;
      case TAG.decimal:
        return `"${decimalText(hi, lo)}${DECIMAL}` as RdfTerm;
      case TAG.day:
        return `"${dayText(lo)}${DATE_TIME}` as RdfTerm;
      case TAG.instant:
        return `"${instantText(hi, lo)}${DATE_TIME}` as RdfTerm;
      case TAG.point:
        return `"${pointText(hi, lo)}${POINT}` as RdfTerm;
      default:
        return this.#entities.decode(hi, lo);
    }
  }
}

/** The last letters differ, so that one of three comparisons at most goes far. */
function numberId(term: RdfTerm): TermId {
  if (term.endsWith(INTEGER)) return integerId(term, endOf(term, INTEGER));
  if (term.endsWith(DECIMAL)) return decimalId(term, endOf(term, DECIMAL));
  return term.endsWith(DATE_TIME) ? dateTimeId(term, endOf(term, DATE_TIME)) : UNBOUND;
}

/** Where the closing quote stands. */
function endOf(term: string, suffix: string): number {
  return term.length - suffix.length;
}
