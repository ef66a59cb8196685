/** From the fields of a request to the values that a module declared. */
import { failure } from '../../../schema/failures.ts';
import { ApiError } from './module.ts';
import type { ApiModule, Parameter } from './module.ts';
import type { ApiRequest } from './request.ts';

export type Fields = ReadonlyMap<string, string>;

/** How many values a list may have: 50, and 500 for bots. */
export interface ListLimit {
  readonly values: number;
}

export function readParameters(
  module: Pick<ApiModule, 'name' | 'parameters'>,
  request: ApiRequest,
): Record<string, unknown> | ApiError {
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(module.parameters)) {
    const value = readParameter(name, parameter, request.fields.get(name), request.limit);
    if (value instanceof ApiError) return value;
    if (!(value instanceof ListValue)) {
      values[name] = value;
      continue;
    }
    values[name] = value.known;
    if (value.unknown.length > 0) {
      request.warn(module.name, `“${name}” cannot be: ${value.unknown.join(', ')}.`);
    }
  }
  return values;
}

function readParameter(
  name: string,
  parameter: Parameter,
  sent: string | undefined,
  limit: ListLimit,
): unknown {
  // a field that is there counts as true, whatever it holds
  if (parameter.type === 'boolean') return sent !== undefined;
  const text = sent ?? parameter.default;
  if (text === undefined || (text === '' && parameter.required === true)) {
    return parameter.required === true
      ? new ApiError('missingparam', [failure('missing-field', { field: name })])
      : undefined;
  }
  if (/\0/.test(text) || !text.isWellFormed()) {
    const reason = text.isWellFormed() ? 'nul' : 'lone-surrogate';
    return new ApiError('badvalue', [failure('malformed-text', { field: name, reason })]);
  }
  switch (parameter.type) {
    case 'string':
      return text;
    case 'integer':
      return readInteger(name, text, parameter);
    case 'enum':
      return parameter.values.includes(text)
        ? text
        : badValue(name, `one of ${parameter.values.join(', ')}`);
    case 'list':
      return readList(name, text, parameter.values, limit);
  }
}

function readInteger(
  name: string,
  text: string,
  { min, max }: { min?: number; max?: number },
): number | ApiError {
  // clients of MediaWiki ask for as much as there may be
  if (text === 'max' && max !== undefined) return max;
  if (!/^[-+]?\d{1,15}$/.test(text.trim())) {
    return new ApiError('badinteger', [
      failure('wrong-type', { field: name, expected: 'an integer' }),
    ]);
  }
  const value = Number(text);
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    const expected = `between ${min ?? '−∞'} and ${max ?? '∞'}`;
    return new ApiError('badvalue', [failure('wrong-type', { field: name, expected })]);
  }
  return value;
}

function readList(
  name: string,
  text: string,
  allowed: readonly string[] | undefined,
  limit: ListLimit,
): ListValue | ApiError {
  const separated = text.startsWith('\u001f') ? text.slice(1).split('\u001f') : text.split('|');
  const values = text === '' ? [] : [...new Set(separated.map((value) => value.trim()))];
  if (values.length > limit.values) {
    return new ApiError('toomanyvalues', [
      failure('too-many', { field: name, limit: limit.values }),
    ]);
  }
  return new ListValue(values, allowed ?? values);
}

/** As in MediaWiki: what nobody knows is left out, so that clients may ask for newer things. */
class ListValue {
  readonly known: readonly string[];
  readonly unknown: readonly string[];

  constructor(values: readonly string[], allowed: readonly string[]) {
    this.known = values.filter((value) => allowed.includes(value));
    this.unknown = values.filter((value) => !allowed.includes(value));
  }
}

function badValue(field: string, expected: string): ApiError {
  return new ApiError('badvalue', [failure('wrong-type', { field, expected })]);
}
