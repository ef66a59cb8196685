/** What the modules share that change one statement: finding it, saving, and answering with it. */
import { failure } from '../../../../schema/failures.ts';
import { parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { allStatements } from '../../../../schema/model/entity.ts';
import type { Entity } from '../../../../schema/model/entity.ts';
import { statementJson } from '../../../../schema/model/json/write-statement.ts';
import { mentionedProperties } from '../../../../schema/model/mentions.ts';
import { parseStatementId } from '../../../../schema/model/statement.ts';
import type { Statement, StatementId } from '../../../../schema/model/statement.ts';
import type { StatementJson } from '../../../../schema/entity-json.ts';
import type { EditPlan } from '../../../edit/edit.ts';
import { apiError } from '../error-codes.ts';
import type { ApiError, JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { save } from './save.ts';
import type { EditValues, SavedEntity } from './save.ts';

export interface StatementPlace {
  readonly id: StatementId;
  /** The entity, form or sense that it is on. */
  readonly subject: EntityId;
}

export function statementPlace(text: string, field: string): StatementPlace | ApiError {
  const id = parseStatementId(text);
  const subject = id === undefined ? undefined : parseEntityId(id.slice(0, id.indexOf('$')));
  return id === undefined || subject === undefined
    ? apiError([failure('malformed-statement-id', { field, value: text })])
    : { id, subject };
}

interface StatementEdit {
  readonly module: string;
  readonly place: StatementPlace;
  plan(statement: Statement): EditPlan | ApiError | Promise<EditPlan | ApiError>;
}

/** Changes a statement that must be there. */
export function saveStatement(
  edit: StatementEdit,
  values: EditValues,
  request: ApiRequest,
): Promise<SavedEntity | ApiError> {
  const { module, place } = edit;
  const target = { kind: 'existing', id: place.subject } as const;
  return save(
    {
      module,
      target,
      plan(entity) {
        const statement = findStatement(entity, place.id);
        return statement === undefined
          ? apiError([failure('unknown-statement', { id: place.id })])
          : edit.plan(statement);
      },
    },
    values,
    request,
  );
}

export function findStatement(entity: Entity, id: StatementId): Statement | undefined {
  return allStatements(entity).find((statement) => statement.id === id);
}

export function savedAnswer({ revisionId }: SavedEntity, parts: JsonObject = {}): JsonObject {
  return { pageinfo: { lastrevid: revisionId }, success: 1, ...parts };
}

/** `undefined` where somebody else took the statement away in the same moment. */
export async function savedStatementJson(
  { entity }: SavedEntity,
  id: StatementId,
  { services }: ApiRequest,
): Promise<StatementJson | undefined> {
  const statement = findStatement(entity, id);
  if (statement === undefined) return undefined;
  const datatypeOf = await services.properties.datatypesOf(mentionedProperties([statement]));
  return statementJson(statement, 'api', datatypeOf);
}
