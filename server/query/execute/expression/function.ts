/** What a function of the query language is. */
import type { QueryTerms } from '../query-terms.ts';
import type { Evaluated, Value } from './value.ts';

/** What functions may know besides their operands. */
export interface FunctionContext {
  readonly terms: QueryTerms;
  readonly baseIri: string | undefined;
  readonly nowMs: number;
}

export interface FunctionDefinition {
  /** At least and at most so many. */
  readonly operands: readonly [number, number];
  /** Only called with values: an operand that fails makes the call fail. */
  readonly apply: (operands: readonly Value[], context: FunctionContext) => Evaluated;
}

export type FunctionTable = readonly (readonly [string, FunctionDefinition])[];

export function nullary(apply: (context: FunctionContext) => Evaluated): FunctionDefinition {
  return { operands: [0, 0], apply: (_, context) => apply(context) };
}

export function unary(
  apply: (value: Value, context: FunctionContext) => Evaluated,
): FunctionDefinition {
  return {
    operands: [1, 1],
    apply: ([value], context) => (value === undefined ? undefined : apply(value, context)),
  };
}

export function binary(apply: (a: Value, b: Value) => Evaluated): FunctionDefinition {
  return {
    operands: [2, 2],
    apply: ([a, b]) => (a === undefined || b === undefined ? undefined : apply(a, b)),
  };
}
