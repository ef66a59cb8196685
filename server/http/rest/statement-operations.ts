/** Statements: of an entity, or one by its id, with or without the entity in the path. */
import { failure } from '../../../schema/failures.ts';
import { parseItemId, parsePropertyId } from '../../../schema/model/entity-id.ts';
import type { ItemId, PropertyId } from '../../../schema/model/entity-id.ts';
import { readWhole } from '../../../schema/model/json/reading.ts';
import type { DatatypeOf } from '../../../schema/model/json/write-statement.ts';
import { mentionedProperties } from '../../../schema/model/mentions.ts';
import { belongsTo, newStatementId } from '../../../schema/model/statement.ts';
import type { Statement, StatementId } from '../../../schema/model/statement.ts';
import type { ChangeOp } from '../../edit/change-ops/change-op.ts';
import type { Services } from '../services.ts';
import { API_PATH } from './address.ts';
import {
  asOfParameterOf,
  deletionAnswer,
  deletionBody,
  editBody,
  editErrors,
  entityOperation,
  patchBody,
  patchErrors,
  readErrors,
  revisionAnswer,
} from './declare.ts';
import { propertiesIn, readStatement } from './deserialize-statements.ts';
import { kindOf } from './entity-kinds.ts';
import type { EntityKind, RestEntity } from './entity-kinds.ts';
import { RestError } from './errors.ts';
import { notFound, restError } from './failure-errors.ts';
import { defineOperation } from './operation.ts';
import type { Operation, OperationDeclaration, RestAnswer, RestRequest } from './operation.ts';
import { propertyFilterParameter, statementIdParameter } from './parameters.ts';
import { planPatch } from './patch-plan.ts';
import { statementPlaces } from './places.ts';
import { editResource, readResource } from './resource.ts';
import type { Change, ChangeAnswer, Subject } from './resource.ts';
import { named } from './schemas.ts';
import { statementGroupsJson, statementJson } from './serialize.ts';

const STATEMENT = named('Statement');
const EXAMPLE = { property: { id: 'P31' }, value: { type: 'value', content: 'Q5' } };
const section = 'statements';

export function statementListOperations(kind: EntityKind): Operation[] {
  const common = { section, path: '/statements', conditional: true } as const;
  return [
    entityOperation(kind, {
      ...common,
      id: `get${kind.name}Statements`,
      method: 'get',
      summary: `The statements of one ${kind.type}`,
      parameters: { property: propertyFilterParameter },
      answers: { 200: revisionAnswer('The statements by property.', named('StatementGroups')) },
      empty: [304, 308, 412],
      errors: [...readErrors, 'invalid-query-parameter'],
      run: (id, { property }, request) =>
        readResource({ id }, request, async ({ statements }) => {
          const wanted =
            property === undefined
              ? statements
              : statements.filter(({ mainSnak }) => mainSnak.property === property);
          const datatypeOf = await datatypesFor(wanted, undefined, request.services);
          return { status: 200, json: statementGroupsJson(wanted, datatypeOf) };
        }),
    }),
    entityOperation(kind, {
      ...common,
      id: `add${kind.name}Statement`,
      method: 'post',
      summary: `Add a statement to one ${kind.type}`,
      parameters: {},
      body: editBody('statement', STATEMENT, EXAMPLE),
      answers: {
        201: {
          description: 'The new statement with its id.',
          schema: STATEMENT,
          headers: ['ETag', 'Last-Modified', 'Location'],
        },
      },
      empty: [412],
      errors: [...editErrors, 'referenced-resource-not-found'],
      run: (id, _values, request) =>
        editResource({ id }, request, (entity) => planAddition(entity, request)),
    }),
  ];
}

/** Below each kind of entity, and by the statement's id alone. */
export function singleStatementOperations(kinds: readonly EntityKind[]): Operation[] {
  const statement_id = statementIdParameter;
  return [
    ...kinds.flatMap((kind) =>
      actions(kind.name).map(({ run, ...declaration }) =>
        entityOperation(kind, {
          ...declaration,
          parameters: { statement_id },
          errors: [...declaration.errors, kind.mismatch],
          async run(id, { statement_id: statementId }, request) {
            if (belongsTo(statementId, id)) {
              const missing = await missingEntity(id, request);
              return missing ?? run(id, statementId, request);
            }
            const found = failure('foreign-statement', { id: statementId, entity: id });
            const context = { [kind.idName]: id, statement_id: statementId };
            return new RestError(kind.mismatch, found, context);
          },
        }),
      ),
    ),
    ...actions('').map(({ run, ...declaration }) =>
      defineOperation({
        ...declaration,
        parameters: { statement_id, ...asOfParameterOf(declaration) },
        run: async ({ statement_id: statementId }, request) => {
          const id = subjectOf(statementId);
          return id === undefined ? notFound('statement') : run(id, statementId, request);
        },
      }),
    ),
  ];
}

/** Who names the entity, too, is told which of the two does not exist. */
async function missingEntity(
  id: ItemId | PropertyId,
  { services, asOf }: RestRequest,
): Promise<RestError | undefined> {
  const known = await services.edit.storage.records.document(id, asOf);
  return known === undefined ? notFound(kindOf(id).type) : undefined;
}

function subjectOf(id: StatementId): ItemId | PropertyId | undefined {
  const text = id.slice(0, id.indexOf('$'));
  return parseItemId(text) ?? parsePropertyId(text);
}

type StatementAction = OperationDeclaration & {
  readonly run: (
    subject: ItemId | PropertyId,
    id: StatementId,
    request: RestRequest,
  ) => Promise<RestAnswer | RestError>;
};

function actions(owner: string): StatementAction[] {
  const common = { section, path: '/statements/{statement_id}', conditional: true } as const;
  const of = owner === '' ? 'by its id' : `of one ${owner.toLowerCase()}`;
  return [
    {
      ...common,
      id: `get${owner}Statement`,
      method: 'get',
      summary: `One statement ${of}`,
      answers: { 200: revisionAnswer('The statement.', STATEMENT) },
      empty: [304, 412],
      errors: readErrors,
      run: (subject, id, request) =>
        readResource(asStatement(subject), request, async (entity) => {
          const statement = statementIn(entity, id);
          return statement === undefined
            ? notFound('statement')
            : { status: 200, json: await shown(statement, request.services) };
        }),
    },
    {
      ...common,
      id: `replace${owner}Statement`,
      method: 'put',
      summary: `Put another in the place of one statement ${of}`,
      body: editBody('statement', STATEMENT, EXAMPLE),
      answers: { 200: revisionAnswer('The statement as it is now.', STATEMENT) },
      empty: [412],
      errors: [...editErrors, 'cannot-modify-read-only-value', 'referenced-resource-not-found'],
      run: editing(planReplacement),
    },
    {
      ...common,
      id: `patch${owner}Statement`,
      method: 'patch',
      summary: `Change parts of one statement ${of}`,
      body: patchBody({ op: 'replace', path: '/rank', value: 'preferred' }),
      answers: { 200: revisionAnswer('The statement as it is now.', STATEMENT) },
      empty: [412],
      errors: patchErrors,
      run: editing(planStatementPatch),
    },
    {
      ...common,
      id: `delete${owner}Statement`,
      method: 'delete',
      summary: `Remove one statement ${of}`,
      body: deletionBody,
      answers: { 200: deletionAnswer('The statement is gone.') },
      empty: [412],
      errors: editErrors,
      run: editing(async ({ id }) => ({
        ops: [{ op: 'remove-statement', id }],
        placeOf: statementPlaces(''),
        answer: () => ({ status: 200, json: 'Statement deleted', deleted: true }),
      })),
    },
  ];
}

function editing(
  plan: (statement: Statement, request: RestRequest) => Promise<Change | RestError>,
): StatementAction['run'] {
  return (subject, id, request) =>
    editResource(asStatement(subject), request, async (entity) => {
      const statement = statementIn(entity, id);
      return statement === undefined ? notFound('statement') : plan(statement, request);
    });
}

/** Of an entity that is gone or was merged, the statements are gone. */
function asStatement(id: Subject['id']): Subject {
  return { id, resource: 'statement' };
}

/** Old data and clients spell ids in either case. */
function statementIn({ statements }: RestEntity, id: StatementId): Statement | undefined {
  return statements.find((statement) => statement.id.toUpperCase() === id.toUpperCase());
}

async function planAddition(
  { id }: RestEntity,
  { body, services }: RestRequest,
): Promise<Change | RestError> {
  const statement = await readMember(body, undefined, services);
  if (!statement.ok) return restError(statement.failures);
  const statementId = newStatementId(id);
  const { plural } = kindOf(id);
  const path = `/entities/${plural}/${id}/statements/${encodeURIComponent(statementId)}`;
  return {
    ops: [{ op: 'set-statement', statement: { ...statement.value, id: statementId } }],
    placeOf: statementPlaces('/statement'),
    answer: async (after) => ({
      ...(await answerWith(201, after, statementId, services)),
      headers: { Location: `${services.urls.base}${API_PATH}${path}` },
    }),
  };
}

async function planReplacement(
  former: Statement,
  { body, services }: RestRequest,
): Promise<Change | RestError> {
  const statement = await readMember(body, former, services);
  if (!statement.ok) return restError(statement.failures);
  return {
    ops: [{ op: 'set-statement', statement: { ...statement.value, id: former.id } }],
    placeOf: statementPlaces('/statement'),
    answer: (after) => answerWith(200, after, former.id, services),
  };
}

async function planStatementPatch(
  former: Statement,
  request: RestRequest,
): Promise<Change | RestError> {
  const { services } = request;
  let datatypeOf = await datatypesFor([former], undefined, services);
  return planPatch(request, {
    json: statementJson(former, datatypeOf),
    placeOf: statementPlaces(''),
    async prepare(json) {
      datatypeOf = await datatypesFor([former], json, services);
    },
    read(json, reading): ChangeOp[] | undefined {
      const statement = readStatement(json, former, datatypeOf, reading);
      return statement && [{ op: 'set-statement', statement: { ...statement, id: former.id } }];
    },
    answer: (after) => answerWith(200, after, former.id, services),
  });
}

async function readMember(
  body: RestRequest['body'],
  former: Statement | undefined,
  services: Services,
) {
  const datatypeOf = await datatypesFor(former === undefined ? [] : [former], body, services);
  return readWhole(body, (_, reading) =>
    reading.at('statement', body['statement'], (json) =>
      readStatement(json, former, datatypeOf, reading),
    ),
  );
}

async function answerWith(
  status: 200 | 201,
  entity: RestEntity,
  id: StatementId,
  services: Services,
): Promise<ChangeAnswer> {
  const statement = statementIn(entity, id);
  return { status, json: statement && (await shown(statement, services)) };
}

async function shown(statement: Statement, services: Services) {
  return statementJson(statement, await datatypesFor([statement], undefined, services));
}

/** Of all properties that the statements use, or that some JSON names. */
export function datatypesFor(
  statements: readonly Statement[],
  json: unknown,
  { properties }: Services,
): Promise<DatatypeOf> {
  return properties.datatypesOf(mentionedProperties(statements).union(propertiesIn(json)));
}
