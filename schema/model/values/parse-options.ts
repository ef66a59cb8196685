/** What the value parsers are told beside the text, and what they answer. */
import type { Failure } from '../../failures.ts';
import type { DataValue } from '../data-value.ts';
import type { Calendar } from './calendar.ts';

export interface ParseOptions {
  /** The language in which the text is written: its digits, separators and words are read. */
  readonly language: string;
  /** Of a time: `gregorian` or `julian`, where the text does not say. */
  readonly calendar?: Calendar;
  /** Of a time 0 to 11, of a coordinate in degrees; else as precise as the text is. */
  readonly precision?: number;
  /** Unit of a quantity whose text names none: the concept IRI, or `1`. */
  readonly unit?: string;
  /** Finds the unit that a text like `kg` names; answers with its concept IRI. */
  readonly unitNamed?: (name: string) => string | undefined;
  /** Where the ids of this wiki become IRIs: makes a unit of `Q11573`. */
  readonly conceptBase?: string;
  /** Concept IRI of the globe of a coordinate; the Earth without it. */
  readonly globe?: string;
  /** Language of a monolingual text; the text's own language without it. */
  readonly textLanguage?: string;
}

/** A `Result` that can say more than the value, or offer what the text may have meant. */
export type Parsed<Value extends DataValue> =
  | {
      readonly ok: true;
      readonly value: Value;
      /** The text said "circa": the editor offers the qualifier that says so. */
      readonly circa?: true;
    }
  | {
      readonly ok: false;
      readonly failures: readonly Failure[];
      /** What an ambiguous text can mean, likeliest first. */
      readonly readings?: readonly Value[];
      /** What a text says that can be read but cannot be, such as 29 February 1994. */
      readonly impossible?: Value;
      /** The text said "circa", which holds for each of its readings. */
      readonly circa?: true;
    };
