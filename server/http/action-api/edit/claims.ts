/** `wbcreateclaim`, `wbsetclaim`, `wbsetclaimvalue`, `wbremoveclaims`: statements as a whole. */
import type { Failure } from '../../../../schema/failures.ts';
import { failure } from '../../../../schema/failures.ts';
import { snakHash } from '../../../../schema/model/hash.ts';
import { statementDraft } from '../../../../schema/model/json/read-statement.ts';
import { isObject, readWhole } from '../../../../schema/model/json/reading.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import { snakText } from '../../../../schema/model/snak-text.ts';
import { newStatementId } from '../../../../schema/model/statement.ts';
import type { NewStatement } from '../../../edit/change-ops/change-op.ts';
import { prototypeKeyFailure, unknownStatementMembers } from '../../../edit/entity-data/keys.ts';
import { wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import { namesTold } from '../names-told.ts';
import { editParameters, save } from './save.ts';
import { propertyIdOf, snakOf, snakTypes, valueFault } from './snak-parameters.ts';
import {
  findStatement,
  savedAnswer,
  savedStatementJson,
  saveStatement,
  statementPlace,
} from './statement-edit.ts';
import type { StatementPlace } from './statement-edit.ts';
import { entityIdOf } from './target.ts';

const snakParameters = {
  snaktype: { type: 'enum', values: snakTypes, required: true },
  value: { type: 'string' },
} as const;

export const createClaimModule = defineModule({
  name: 'wbcreateclaim',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    entity: { type: 'string', required: true },
    property: { type: 'string', required: true },
    ...snakParameters,
    ...editParameters,
  },
  async run(values, request) {
    const fault = valueFault(values);
    if (fault !== undefined) return fault;
    const subject = entityIdOf(values.entity, 'entity');
    if (subject instanceof ApiError) return subject;
    const property = propertyIdOf(values.property);
    if (property instanceof ApiError) return property;
    const mainSnak = await snakOf(property, values, request);
    if (mainSnak instanceof ApiError) return mainSnak;
    const id = newStatementId(subject);
    const statement = { id, mainSnak, rank: 'normal', qualifiers: [], references: [] } as const;
    const saved = await save(
      {
        module: 'wbcreateclaim',
        target: { kind: 'existing', id: subject },
        plan: () => ({
          ops: [{ op: 'set-statement', subject, statement }],
          summary: { key: 'wbcreateclaim-create', count: 1, text: snakText(mainSnak) },
        }),
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    return savedAnswer(saved, { claim: await savedStatementJson(saved, id, request) });
  },
});

export const setClaimModule = defineModule({
  name: 'wbsetclaim',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    claim: { type: 'string', required: true },
    index: { type: 'integer', min: 0, max: 1e6 },
    ignoreduplicatemainsnak: { type: 'boolean' },
    ...editParameters,
  },
  async run(values, request) {
    const sent = sentStatement(values.claim);
    if (sent instanceof ApiError) return sent;
    const { place, statement, unknown } = sent;
    if (unknown.length > 0) {
      const { messages } = request;
      const text = messages.text('api-unknown-keys', unknown.length, namesTold(unknown));
      request.warn('wbsetclaim', text);
    }
    const { index, ignoreduplicatemainsnak: refusesTwins } = values;
    let isTwin = false;
    const saved = await save(
      {
        module: 'wbsetclaim',
        target: { kind: 'existing', id: place.subject },
        plan(entity) {
          const hash = snakHash(statement.mainSnak);
          isTwin =
            refusesTwins && entity.statements.some(({ mainSnak }) => snakHash(mainSnak) === hash);
          if (isTwin) return { ops: [] };
          const { subject } = place;
          const op = { op: 'set-statement', subject, statement } as const;
          return { ops: [index === undefined ? op : { ...op, index }] };
        },
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    if (isTwin) {
      request.warn('wbsetclaim', request.messages.text('api-statement-exists'));
      return {};
    }
    return savedAnswer(saved, { claim: await savedStatementJson(saved, place.id, request) });
  },
});

interface SentStatement {
  readonly place: StatementPlace;
  readonly statement: NewStatement;
  /** The members of what was sent that nobody reads. */
  readonly unknown: readonly string[];
}

/** Its id says on which entity the statement is. */
function sentStatement(text: string): SentStatement | ApiError {
  const parsed = parseJson(text);
  if (!parsed.ok) return noClaim(parsed.failures);
  const forbidden = prototypeKeyFailure(parsed.value);
  if (forbidden !== undefined) return noClaim([forbidden]);
  const id = isObject(parsed.value) ? parsed.value['id'] : undefined;
  if (typeof id !== 'string') return noClaim([failure('missing-field', { field: 'id' }, '/id')]);
  const place = statementPlace(id, 'id');
  if (place instanceof ApiError) return noClaim(place.failures);
  const statement = readWhole(parsed.value, (json, reading) =>
    statementDraft(json, place.subject, reading),
  );
  return statement.ok
    ? { place, statement: statement.value, unknown: unknownStatementMembers(parsed.value) }
    : noClaim(statement.failures);
}

function noClaim(failures: readonly Failure[]): ApiError {
  return wikibaseError('invalid-claim', failures);
}

export const setClaimValueModule = defineModule({
  name: 'wbsetclaimvalue',
  mustBePosted: true,
  token: 'csrf',
  parameters: { claim: { type: 'string', required: true }, ...snakParameters, ...editParameters },
  async run(values, request) {
    const place = statementPlace(values.claim, 'claim');
    if (place instanceof ApiError) return place;
    const { id } = place;
    const saved = await saveStatement(
      {
        module: 'wbsetclaimvalue',
        place,
        async plan({ mainSnak }) {
          const snak = await snakOf(mainSnak.property, values, request);
          if (snak instanceof ApiError) return snak;
          const summary = { key: 'wbsetclaimvalue', count: 1, text: snakText(snak) };
          return { ops: [{ op: 'set-main-snak', id, snak }], summary };
        },
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    return savedAnswer(saved, { claim: await savedStatementJson(saved, id, request) });
  },
});

export const removeClaimsModule = defineModule({
  name: 'wbremoveclaims',
  mustBePosted: true,
  token: 'csrf',
  parameters: { claim: { type: 'list', required: true }, ...editParameters },
  async run(values, request) {
    const [first, ...others] = values.claim.map((id) => statementPlace(id, 'claim'));
    if (first === undefined) return notTogether(values.claim);
    if (first instanceof ApiError) return first;
    const places = [first];
    for (const place of others) {
      if (place instanceof ApiError) return place;
      if (place.subject !== first.subject) return notTogether(values.claim);
      places.push(place);
    }
    const saved = await save(
      {
        module: 'wbremoveclaims',
        target: { kind: 'existing', id: first.subject },
        plan(entity) {
          const unknown = places.find(({ id }) => findStatement(entity, id) === undefined);
          return unknown === undefined
            ? { ops: places.map(({ id }) => ({ op: 'remove-statement', id })) }
            : wikibaseError('invalid-guid', [failure('unknown-statement', { id: unknown.id })]);
        },
      },
      values,
      request,
    );
    if (saved instanceof ApiError) return saved;
    return savedAnswer(saved, { claims: places.map(({ id }) => id) });
  },
});

function notTogether(ids: readonly string[]): ApiError {
  const expected = 'statements of one entity';
  return wikibaseError('invalid-guid', [
    failure('wrong-type', { field: 'claim', expected }, ids.length === 0 ? '' : '/claim'),
  ]);
}
