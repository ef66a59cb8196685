/** The modules for forms and senses: each adds, changes or removes one of them. */
import type { Failure, FailureCode } from '../../../../schema/failures.ts';
import { failure } from '../../../../schema/failures.ts';
import { entityTypeOf, parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { allStatements } from '../../../../schema/model/entity.ts';
import type { Lexeme } from '../../../../schema/model/entity.ts';
import { formJson, senseJson } from '../../../../schema/model/json/write-entity.ts';
import { isObject } from '../../../../schema/model/json/reading.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import { mentionedProperties } from '../../../../schema/model/mentions.ts';
import { opsFromEntityData } from '../../../edit/entity-data.ts';
import { errorMessages } from '../error-messages.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { editParameters, save } from './save.ts';
import type { EditValues, SavedEntity } from './save.ts';

type Part = 'form' | 'sense';

const data = { type: 'string', required: true } as const;

export const addFormModule = addModule('wbladdform', 'form');
export const addSenseModule = addModule('wbladdsense', 'sense');
export const removeFormModule = removeModule('wblremoveform', 'form');
export const removeSenseModule = removeModule('wblremovesense', 'sense');

export const editFormModule = defineModule({
  name: 'wbleditformelements',
  mustBePosted: true,
  token: 'csrf',
  parameters: { formId: { type: 'string', required: true }, data, ...editParameters },
  run: (values, request) => change('wbleditformelements', 'form', values.formId, values, request),
});

export const editSenseModule = defineModule({
  name: 'wbleditsenseelements',
  mustBePosted: true,
  token: 'csrf',
  parameters: { senseId: { type: 'string', required: true }, data, ...editParameters },
  run: (values, request) =>
    change('wbleditsenseelements', 'sense', values.senseId, values, request),
});

function addModule(name: string, part: Part) {
  return defineModule({
    name,
    mustBePosted: true,
    token: 'csrf',
    parameters: { lexemeId: { type: 'string', required: true }, data, ...editParameters },
    async run(values, request) {
      const id = idOfType(values.lexemeId, 'lexeme', 'lexemeId');
      if (id instanceof ApiError) return id;
      const json = sentObject(values.data);
      if (json instanceof ApiError) return json;
      const saved = await savePart(name, part, id, { ...json, add: '' }, values, request);
      return saved instanceof ApiError ? saved : partAnswer(saved, part, newestId, request);
    },
  });
}

function removeModule(name: string, part: Part) {
  return defineModule({
    name,
    mustBePosted: true,
    token: 'csrf',
    parameters: { id: { type: 'string', required: true }, ...editParameters },
    async run(values, request) {
      const id = idOfType(values.id, part, 'id');
      if (id instanceof ApiError) return id;
      const saved = await savePart(name, part, id, { id, remove: '' }, values, request);
      return saved instanceof ApiError ? saved : { lastrevid: saved.revisionId, success: 1 };
    },
  });
}

async function change(
  module: string,
  part: Part,
  text: string,
  values: EditValues & { readonly data: string },
  request: ApiRequest,
): Promise<JsonObject | ApiError> {
  const id = idOfType(text, part, `${part}Id`);
  if (id instanceof ApiError) return id;
  const json = sentObject(values.data);
  if (json instanceof ApiError) return json;
  const saved = await savePart(module, part, id, { ...json, id }, values, request);
  return saved instanceof ApiError ? saved : partAnswer(saved, part, () => id, request);
}

function savePart(
  module: string,
  part: Part,
  id: EntityId,
  json: JsonObject,
  values: EditValues,
  request: ApiRequest,
): Promise<SavedEntity | ApiError> {
  return save(
    {
      module,
      target: { kind: 'existing', id },
      plan(lexeme) {
        const ops = opsFromEntityData({ [`${part}s`]: [json] }, lexeme);
        return ops.ok ? { ops: ops.value } : lexemeError(ops.failures);
      },
      codeOf,
    },
    values,
    request,
  );
}

async function partAnswer(
  { entity, revisionId }: SavedEntity,
  part: Part,
  idIn: (lexeme: Lexeme, part: Part) => EntityId,
  { services }: ApiRequest,
): Promise<JsonObject> {
  if (entity.type !== 'lexeme') return { lastrevid: revisionId, success: 1 };
  const id = idIn(entity, part);
  const datatypeOf = await services.properties.datatypesOf(
    mentionedProperties(allStatements(entity)),
  );
  const form = entity.forms.find((each) => each.id === id);
  const sense = entity.senses.find((each) => each.id === id);
  return {
    lastrevid: revisionId,
    success: 1,
    ...(form === undefined ? {} : { form: formJson(form, 'api', datatypeOf) }),
    ...(sense === undefined ? {} : { sense: senseJson(sense, 'api', datatypeOf) }),
  };
}

/** The one with the highest number. */
function newestId(lexeme: Lexeme, part: Part): EntityId {
  return part === 'form'
    ? `${lexeme.id}-F${lexeme.nextFormNumber - 1}`
    : `${lexeme.id}-S${lexeme.nextSenseNumber - 1}`;
}

function idOfType(text: string, type: Part | 'lexeme', field: string): EntityId | ApiError {
  const id = parseEntityId(text);
  return id !== undefined && entityTypeOf(id) === type
    ? id
    : lexemeError([failure('malformed-entity-id', { field, value: text })]);
}

function sentObject(text: string): JsonObject | ApiError {
  const parsed = parseJson(text);
  if (!parsed.ok) return lexemeError(parsed.failures);
  return isObject(parsed.value)
    ? parsed.value
    : lexemeError([failure('wrong-type', { field: 'data', expected: 'object' })]);
}

/** The lexicographical modules have codes of their own. */
const codes: Readonly<Partial<Record<FailureCode, string>>> = {
  'malformed-json': 'bad-request',
  'json-too-deep': 'bad-request',
  'malformed-entity-id': 'bad-request',
  'wrong-type': 'bad-request',
  'missing-field': 'unprocessable-request',
  'unknown-field': 'bad-request',
  'unknown-form': 'not-found',
  'unknown-sense': 'not-found',
  'inconsistent-key': 'inconsistent-language',
  'unknown-language': 'not-recognized-language',
  'term-empty': 'unprocessable-request',
};

function codeOf({ code, path = '' }: Failure): string | undefined {
  return code === 'unknown-entity' && path === '' ? 'not-found' : codes[code];
}

function lexemeError(failures: readonly Failure[]): ApiError {
  const [first] = failures;
  const code = (first === undefined ? undefined : codeOf(first)) ?? 'modification-failed';
  return new ApiError(code, failures, {}, errorMessages(code, failures));
}
