/** All functions by name: keywords of the grammar in lower case, others by IRI. */
import { casts } from './functions-cast.ts';
import { dateFunctions } from './functions-date.ts';
import { geoFunctions } from './functions-geo.ts';
import { hashFunctions } from './functions-hash.ts';
import { numericFunctions } from './functions-numeric.ts';
import { stringFunctions } from './functions-string.ts';
import { termFunctions } from './functions-term.ts';
import type { FunctionDefinition } from './function.ts';

export type { FunctionContext } from './function.ts';

export const functions: ReadonlyMap<string, FunctionDefinition> = new Map([
  ...termFunctions,
  ...stringFunctions,
  ...numericFunctions,
  ...dateFunctions,
  ...hashFunctions,
  ...geoFunctions,
  ...casts,
]);
