/** `wbsetreference`, `wbremovereferences`: references by their hash. */
import { failure } from '../../../../schema/failures.ts';
import { referenceHash } from '../../../../schema/model/hash.ts';
import { readReference } from '../../../../schema/model/json/read-statement.ts';
import { isObject } from '../../../../schema/model/json/reading.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import { snakText } from '../../../../schema/model/snak-text.ts';
import type { Reference } from '../../../../schema/model/statement.ts';
import { apiError, wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import { editParameters } from './save.ts';
import {
  savedAnswer,
  savedStatementJson,
  saveStatement,
  statementPlace,
} from './statement-edit.ts';

export const setReferenceModule = defineModule({
  name: 'wbsetreference',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    statement: { type: 'string', required: true },
    snaks: { type: 'string', required: true },
    'snaks-order': { type: 'string' },
    reference: { type: 'string' },
    index: { type: 'integer', min: 0, max: 1e6 },
    ...editParameters,
  },
  async run(values, request) {
    const place = statementPlace(values.statement, 'statement');
    if (place instanceof ApiError) return place;
    const reference = sentReference(values.snaks, values['snaks-order']);
    if (reference instanceof ApiError) return reference;
    const { id } = place;
    const { reference: replaces, index } = values;
    const hash = referenceHash(reference);
    const saved = await saveStatement(
      {
        module: 'wbsetreference',
        place,
        plan({ references, mainSnak }) {
          const has = (wanted: string): boolean =>
            references.some((each) => referenceHash(each) === wanted);
          if (replaces !== undefined && !has(replaces)) {
            return apiError([failure('unknown-reference', { hash: replaces })]);
          }
          if (replaces === undefined && has(hash)) {
            return apiError([failure('reference-exists', { hash })]);
          }
          return {
            ops: [
              {
                op: 'set-reference',
                id,
                reference,
                ...(replaces === undefined ? {} : { replaces }),
                ...(index === undefined ? {} : { index }),
              },
            ],
            summary: {
              key: `wbsetreference-${replaces === undefined ? 'add' : 'set'}`,
              count: 2,
              text: snakText(mainSnak),
            },
          };
        },
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    const statement = await savedStatementJson(saved, id, request);
    return savedAnswer(saved, {
      reference: statement?.references?.find((each) => each.hash === hash),
    });
  },
});

/** `snaks` is a map by property or a list; `snaks-order` a list of properties. */
function sentReference(snaks: string, order: string | undefined): Reference | ApiError {
  const snaksJson = filledJson(snaks, 'snaks');
  if (snaksJson instanceof ApiError) return snaksJson;
  const orderJson = order === undefined ? undefined : filledJson(order, 'snaks-order');
  if (orderJson instanceof ApiError) return orderJson;
  const reference = readReference({ snaks: snaksJson, 'snaks-order': orderJson });
  return reference.ok
    ? reference.value
    : wikibaseError('snak-instantiation-failure', reference.failures);
}

function filledJson(text: string, field: string): object | ApiError {
  const parsed = parseJson(text);
  if (!parsed.ok) return wikibaseError('invalid-json', parsed.failures);
  const { value } = parsed;
  const isFilled = (Array.isArray(value) || isObject(value)) && Object.keys(value).length > 0;
  return isFilled
    ? value
    : wikibaseError('invalid-json', [
        failure('wrong-type', { field, expected: 'a list or map that is not empty' }),
      ]);
}

export const removeReferencesModule = defineModule({
  name: 'wbremovereferences',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    statement: { type: 'string', required: true },
    references: { type: 'list', required: true },
    ...editParameters,
  },
  async run(values, request) {
    const place = statementPlace(values.statement, 'statement');
    if (place instanceof ApiError) return place;
    const { id } = place;
    const { references: hashes } = values;
    const saved = await saveStatement(
      {
        module: 'wbremovereferences',
        place,
        plan: ({ mainSnak }) => ({
          ops: hashes.map((hash) => ({ op: 'remove-reference', id, hash })),
          summary: {
            key: 'wbremovereferences-remove',
            count: 2,
            args: [String(hashes.length)],
            text: snakText(mainSnak),
          },
        }),
      },
      values,
      request,
    );
    return saved instanceof ApiError ? saved : savedAnswer(saved);
  },
});
