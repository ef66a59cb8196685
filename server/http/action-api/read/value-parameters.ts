/** What `wbparsevalue` and `wbformatvalue` are told in the same way: options, and which datatype. */
import { datatypes } from '../../../../schema/datatypes.ts';
import type { Datatype } from '../../../../schema/datatypes.ts';
import { failure } from '../../../../schema/failures.ts';
import { parsePropertyId } from '../../../../schema/model/entity-id.ts';
import { isObject } from '../../../../schema/model/json/reading.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import { wikibaseError } from '../error-codes.ts';
import type { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const datatypeParameters = {
  datatype: { type: 'enum', values: datatypes },
  property: { type: 'string' },
  options: { type: 'string' },
} as const;

export type Options = Readonly<Record<string, unknown>>;

/** Options are a JSON object; those that nobody knows are passed over, as there are many. */
export function readOptions(text: string | undefined): Options | ApiError {
  const parsed = parseJson(text ?? '{}');
  if (parsed.ok && isObject(parsed.value)) return parsed.value;
  const fault = parsed.ok
    ? failure('wrong-type', { field: 'options', expected: 'object' })
    : parsed.failures[0];
  return wikibaseError('malformed-options', [fault]);
}

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

interface DatatypeValues {
  readonly datatype?: Datatype | undefined;
  readonly property?: string | undefined;
}

/** Named, or that of a property. `malformedCode` is what each module calls a property that is none. */
export async function datatypeAsked(
  { datatype, property }: DatatypeValues,
  malformedCode: string,
  { services }: ApiRequest,
): Promise<Datatype | undefined | ApiError> {
  if (property === undefined) return datatype;
  if (datatype !== undefined) {
    const expected = 'one of datatype and property';
    return wikibaseError('param-illegal', [failure('wrong-type', { field: 'property', expected })]);
  }
  const id = parsePropertyId(property);
  if (id === undefined) {
    return wikibaseError(malformedCode, [
      failure('malformed-entity-id', { field: 'property', value: property }),
    ]);
  }
  const known = (await services.properties.datatypesOf([id]))(id);
  return known ?? wikibaseError('param-illegal', [failure('unknown-property', { property: id })]);
}
