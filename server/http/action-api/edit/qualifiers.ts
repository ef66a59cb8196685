/** `wbsetqualifier`, `wbremovequalifiers`: qualifiers by the hash of their snak. */
import { failure } from '../../../../schema/failures.ts';
import type { PropertyId } from '../../../../schema/model/entity-id.ts';
import { snakHash } from '../../../../schema/model/hash.ts';
import { snakText } from '../../../../schema/model/snak-text.ts';
import type { Statement } from '../../../../schema/model/statement.ts';
import { apiError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import { editParameters } from './save.ts';
import { propertyIdOf, snakOf, snakTypes } from './snak-parameters.ts';
import {
  savedAnswer,
  savedStatementJson,
  saveStatement,
  statementPlace,
} from './statement-edit.ts';

export const setQualifierModule = defineModule({
  name: 'wbsetqualifier',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    claim: { type: 'string', required: true },
    property: { type: 'string' },
    snaktype: { type: 'enum', values: snakTypes },
    value: { type: 'string' },
    snakhash: { type: 'string' },
    ...editParameters,
  },
  async run(values, request) {
    const { snaktype, snakhash: replaces, value } = values;
    if (snaktype === undefined) return missing('snaktype');
    if (replaces === undefined && values.property === undefined) return missing('property');
    const place = statementPlace(values.claim, 'claim');
    if (place instanceof ApiError) return place;
    const { id } = place;
    const saved = await saveStatement(
      {
        module: 'wbsetqualifier',
        place,
        async plan(statement) {
          const property = propertyOf(statement, replaces, values.property);
          if (property instanceof ApiError) return property;
          const snak = await snakOf(property, { snaktype, value }, request);
          if (snak instanceof ApiError) return snak;
          const hash = snakHash(snak);
          if (replaces === undefined && hasQualifier(statement, hash)) {
            return apiError([failure('qualifier-exists', { hash })]);
          }
          const action = replaces === undefined ? 'add' : 'update';
          return {
            ops: [
              { op: 'set-qualifier', id, snak, ...(replaces === undefined ? {} : { replaces }) },
            ],
            summary: { key: `wbsetqualifier-${action}`, count: 1, text: snakText(snak) },
          };
        },
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    return savedAnswer(saved, { claim: await savedStatementJson(saved, id, request) });
  },
});

/** A qualifier that takes the place of another is of the same property, if nothing else is said. */
function propertyOf(
  { qualifiers }: Statement,
  replaces: string | undefined,
  named: string | undefined,
): PropertyId | ApiError {
  const former = qualifiers.find((snak) => snakHash(snak) === replaces);
  if (replaces !== undefined && former === undefined) return unknown(replaces);
  if (named !== undefined) return propertyIdOf(named);
  return former?.property ?? missing('property');
}

function hasQualifier({ qualifiers }: Statement, hash: string): boolean {
  return qualifiers.some((snak) => snakHash(snak) === hash);
}

export const removeQualifiersModule = defineModule({
  name: 'wbremovequalifiers',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    claim: { type: 'string', required: true },
    qualifiers: { type: 'list', required: true },
    ...editParameters,
  },
  async run(values, request) {
    const place = statementPlace(values.claim, 'claim');
    if (place instanceof ApiError) return place;
    const { id } = place;
    const { qualifiers: hashes } = values;
    const saved = await saveStatement(
      {
        module: 'wbremovequalifiers',
        place,
        plan({ qualifiers }) {
          const removed = qualifiers.filter((snak) => hashes.includes(snakHash(snak)));
          return {
            ops: hashes.map((hash) => ({ op: 'remove-qualifier', id, hash })),
            summary: {
              key: 'wbremovequalifiers-remove',
              count: removed.length,
              text: removed.map(snakText).join(', '),
            },
          };
        },
      },
      values,
      request,
    );
    return saved instanceof ApiError ? saved : savedAnswer(saved);
  },
});

function unknown(hash: string): ApiError {
  return apiError([failure('unknown-qualifier', { hash })]);
}

function missing(field: string): ApiError {
  const message = { name: 'param-missing', parameters: [field] };
  return new ApiError('param-missing', [failure('missing-field', { field })], {}, [message]);
}
