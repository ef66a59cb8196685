/** A snak as parameters give it: `property`, `snaktype`, and a `value` in JSON. */
import { valueTypeOfDatatype } from '../../../../schema/datatypes.ts';
import { failure } from '../../../../schema/failures.ts';
import { isPropertyId } from '../../../../schema/model/entity-id.ts';
import type { PropertyId } from '../../../../schema/model/entity-id.ts';
import { readSnak } from '../../../../schema/model/json/read-statement.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import type { Snak } from '../../../../schema/model/snak.ts';
import { wikibaseError } from '../error-codes.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { entityIdOf } from './target.ts';

export const snakTypes = ['value', 'novalue', 'somevalue'] as const;

interface SnakValues {
  readonly snaktype: (typeof snakTypes)[number];
  readonly value?: string | undefined;
}

/** Is there a value where there must be one, and none where there must not? */
export function valueFault({ snaktype, value }: SnakValues): ApiError | undefined {
  if ((snaktype === 'value') === (value !== undefined)) return undefined;
  const field = 'value';
  return snaktype === 'value'
    ? withMessage('param-missing', 'wikibase-api-claim-value-missing', [
        failure('missing-field', { field }),
      ])
    : withMessage('param-illegal', 'wikibase-api-claim-value-unexpected', [
        failure('unknown-field', { field }),
      ]);
}

export function propertyIdOf(text: string): PropertyId | ApiError {
  const id = entityIdOf(text, 'property');
  if (id instanceof ApiError || isPropertyId(id)) return id;
  return withMessage('param-illegal', 'wikibase-api-invalid-property-id', [
    failure('entity-type-mismatch', { id, expected: 'property' }),
  ]);
}

/** The datatype of the property decides how the value is read. */
export async function snakOf(
  property: PropertyId,
  values: SnakValues,
  { services }: ApiRequest,
): Promise<Snak | ApiError> {
  const fault = valueFault(values);
  if (fault !== undefined) return fault;
  const datatype = (await services.properties.datatypesOf([property]))(property);
  if (datatype === undefined) {
    return wikibaseError('no-such-entity', [failure('unknown-property', { property })]);
  }
  const { snaktype, value } = values;
  if (value === undefined)
    return { kind: snaktype === 'novalue' ? 'novalue' : 'somevalue', property };
  const parsed = parseJson(value);
  if (!parsed.ok) return wikibaseError('invalid-snak', parsed.failures);
  const datavalue = { type: valueTypeOfDatatype[datatype], value: parsed.value };
  const snak = readSnak({ snaktype, property, datavalue });
  return snak.ok ? snak.value : wikibaseError('invalid-snak', snak.failures);
}

function withMessage(code: string, name: string, failures: ApiError['failures']): ApiError {
  return new ApiError(code, failures, {}, [{ name, parameters: [] }]);
}
