/** Aliases: of all languages, or of one. */
import { failure } from '../../../schema/failures.ts';
import { readList, readWhole } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import { jsonPointer, parsePointer } from '../../../schema/json-pointer.ts';
import {
  editBody,
  editErrors,
  entityOperation,
  patchBody,
  patchErrors,
  readErrors,
  revisionAnswer,
} from './declare.ts';
import { readAliases, readTerm } from './deserialize-terms.ts';
import type { EntityKind } from './entity-kinds.ts';
import { notFound, restError } from './failure-errors.ts';
import type { Operation } from './operation.ts';
import { languageParameter } from './parameters.ts';
import { planPatch } from './patch-plan.ts';
import { movedPlaces } from './places.ts';
import type { PlaceOf } from './places.ts';
import { editResource, readResource } from './resource.ts';
import { listOf, named } from './schemas.ts';
import { aliasesJson } from './serialize.ts';

export function aliasOperations(kind: EntityKind): Operation[] {
  const common = { section: 'aliases', conditional: true } as const;
  const all = { ...common, path: '/aliases', parameters: {} };
  const inLanguage = {
    ...common,
    path: '/aliases/{language_code}',
    parameters: { language_code: languageParameter('alias') },
  };
  const texts = listOf({ type: 'string' });
  return [
    entityOperation(kind, {
      ...all,
      id: `get${kind.name}Aliases`,
      method: 'get',
      summary: `All aliases of one ${kind.type}`,
      answers: { 200: revisionAnswer('The aliases by language.', named('Aliases')) },
      empty: [304, 308, 412],
      errors: readErrors,
      run: (id, _values, request) =>
        readResource({ id }, request, ({ aliases }) => ({
          status: 200,
          json: aliasesJson(aliases),
        })),
    }),
    entityOperation(kind, {
      ...all,
      id: `patch${kind.name}Aliases`,
      method: 'patch',
      summary: `Change the aliases of one ${kind.type}`,
      body: patchBody({ op: 'add', path: '/en/-', value: 'spud' }),
      answers: { 200: revisionAnswer('The aliases as they are now.', named('Aliases')) },
      empty: [412],
      errors: patchErrors,
      run: (id, _values, request) =>
        editResource({ id }, request, (entity) =>
          planPatch(request, {
            json: aliasesJson(entity.aliases),
            placeOf: movedPlaces('/aliases', ''),
            read: (json, reading) => [
              { op: 'replace', document: { ...entity, aliases: readAliases(json, reading) } },
            ],
            answer: ({ aliases }) => ({ status: 200, json: aliasesJson(aliases) }),
          }),
        ),
    }),
    entityOperation(kind, {
      ...inLanguage,
      id: `get${kind.name}AliasesInLanguage`,
      method: 'get',
      summary: `The aliases of one ${kind.type} in a language`,
      answers: { 200: revisionAnswer('The aliases.', texts) },
      empty: [304, 308, 412],
      errors: readErrors,
      run: (id, { language_code: language }, request) =>
        readResource({ id }, request, ({ aliases }) => {
          const json = aliases.get(language);
          return json === undefined ? notFound('aliases') : { status: 200, json };
        }),
    }),
    entityOperation(kind, {
      ...inLanguage,
      id: `add${kind.name}AliasesInLanguage`,
      method: 'post',
      summary: `Add aliases to one ${kind.type} in a language`,
      body: editBody('aliases', texts, ['spud']),
      answers: {
        200: revisionAnswer('All aliases of the language.', texts),
        201: revisionAnswer('All aliases of the language, which had none.', texts),
      },
      empty: [304, 412],
      errors: editErrors,
      run: (id, { language_code: language }, request) =>
        editResource({ id }, request, ({ aliases }) => {
          const { body } = request;
          const read = readWhole(body, (_, reading) =>
            reading.at('aliases', body['aliases'], readNewAliases),
          );
          if (!read.ok) return restError(read.failures);
          const before = aliases.get(language) ?? [];
          const values = read.value;
          return {
            ops: [{ op: 'add-aliases', language, values }],
            placeOf: addedPlaces(before, values, language),
            answer: (after) => ({
              status: before.length > 0 ? 200 : 201,
              json: after.aliases.get(language) ?? [],
            }),
          };
        }),
    }),
  ];
}

function readNewAliases(json: unknown, reading: Reading): string[] | undefined {
  const aliases = readList(json, reading, readTerm);
  return aliases?.length === 0
    ? reading.fail(failure('wrong-type', { field: 'aliases', expected: 'list of texts' }))
    : aliases;
}

/** The edit counts along all aliases of the language, the sender along those that they sent. */
function addedPlaces(
  before: readonly string[],
  sent: readonly string[],
  language: string,
): PlaceOf {
  const all = [...new Set([...before, ...sent])];
  return (path) => {
    const [field, code, index] = parsePointer(path) ?? [];
    if (field !== 'aliases' || code !== language || index === undefined) return path;
    return jsonPointer('aliases', sent.indexOf(all[Number(index)] ?? ''));
  };
}
