/** Labels and descriptions: all of them, one of them, or the next best one. */
import type { Result } from '../../../schema/failures.ts';
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import { readWhole } from '../../../schema/model/json/reading.ts';
import {
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
import { readTerm, readTerms } from './deserialize-terms.ts';
import type { EntityKind } from './entity-kinds.ts';
import { notFound, restError } from './failure-errors.ts';
import type { Operation, RestRequest } from './operation.ts';
import { languageParameter } from './parameters.ts';
import { planPatch } from './patch-plan.ts';
import { movedPlaces } from './places.ts';
import { editResource, readResource } from './resource.ts';
import { named } from './schemas.ts';
import { termsJson } from './serialize.ts';
import { API_PATH } from './address.ts';

type TermField = 'labels' | 'descriptions';

const terms = {
  labels: { one: 'label', name: 'Label', example: 'potato' },
  descriptions: { one: 'description', name: 'Description', example: 'staple food' },
} as const;

export function termOperations(kind: EntityKind): Operation[] {
  return [...operationsOf('labels', kind), ...operationsOf('descriptions', kind)];
}

function operationsOf(field: TermField, kind: EntityKind): Operation[] {
  const { one, name, example } = terms[field];
  const text = { type: 'string' } as const;
  const language_code = languageParameter(one);
  const common = { section: field, conditional: true } as const;
  const all = { ...common, path: `/${field}`, parameters: {} };
  const single = { ...common, path: `/${field}/{language_code}`, parameters: { language_code } };
  return [
    entityOperation(kind, {
      ...all,
      id: `get${kind.name}${name}s`,
      method: 'get',
      summary: `All ${field} of one ${kind.type}`,
      answers: { 200: revisionAnswer(`The ${field} by language.`, named('Terms')) },
      empty: [304, 308, 412],
      errors: readErrors,
      run: (id, _values, request) =>
        readResource({ id }, request, (entity) => ({
          status: 200,
          json: termsJson(entity[field]),
        })),
    }),
    entityOperation(kind, {
      ...all,
      id: `patch${kind.name}${name}s`,
      method: 'patch',
      summary: `Change several ${field} of one ${kind.type}`,
      body: patchBody({ op: 'replace', path: '/en', value: example }),
      answers: { 200: revisionAnswer(`The ${field} as they are now.`, named('Terms')) },
      empty: [412],
      errors: patchErrors,
      run: (id, _values, request) =>
        editResource({ id }, request, (entity) =>
          planPatch(request, {
            json: termsJson(entity[field]),
            placeOf: movedPlaces(`/${field}`, ''),
            read: (json, reading) => [
              { op: 'replace', document: { ...entity, [field]: readTerms(json, reading) } },
            ],
            answer: (after) => ({ status: 200, json: termsJson(after[field]) }),
          }),
        ),
    }),
    entityOperation(kind, {
      ...single,
      id: `get${kind.name}${name}`,
      method: 'get',
      summary: `The ${one} of one ${kind.type} in a language`,
      answers: { 200: revisionAnswer(`The ${one}.`, text) },
      empty: [304, 308, 412],
      errors: readErrors,
      run: (id, { language_code: language }, request) =>
        readResource({ id }, request, (entity) => {
          const json = entity[field].get(language);
          return json === undefined ? notFound(one) : { status: 200, json };
        }),
    }),
    entityOperation(kind, {
      ...single,
      id: `set${kind.name}${name}`,
      method: 'put',
      summary: `Set the ${one} of one ${kind.type} in a language`,
      body: editBody(one, text, example),
      answers: {
        200: revisionAnswer(`The ${one} that took the place of another.`, text),
        201: revisionAnswer(`The ${one} where there was none.`, text),
      },
      empty: [304, 412],
      errors: editErrors,
      run: (id, { language_code: language }, request) =>
        editResource({ id }, request, (entity) => {
          const value = readMember(request, one);
          if (!value.ok) return restError(value.failures);
          return {
            ops: [{ op: 'set-term', field, language, value: value.value }],
            placeOf: movedPlaces(`/${field}/${language}`, `/${one}`),
            answer: (after) => ({
              status: entity[field].has(language) ? 200 : 201,
              json: after[field].get(language),
            }),
          };
        }),
    }),
    entityOperation(kind, {
      ...single,
      id: `delete${kind.name}${name}`,
      method: 'delete',
      summary: `Remove the ${one} of one ${kind.type} in a language`,
      body: deletionBody,
      answers: { 200: deletionAnswer(`The ${one} is gone.`) },
      empty: [412],
      errors: editErrors,
      run: (id, { language_code: language }, request) =>
        editResource({ id }, request, (entity) =>
          entity[field].has(language)
            ? {
                ops: [{ op: 'remove-term', field, language }],
                placeOf: movedPlaces(`/${field}/${language}`, ''),
                answer: () => ({ status: 200, json: `${name} deleted`, deleted: true }),
              }
            : notFound(one),
        ),
    }),
    entityOperation(kind, {
      ...single,
      path: `/${field}_with_language_fallback/{language_code}`,
      id: `get${kind.name}${name}WithFallback`,
      method: 'get',
      summary: `The ${one} of one ${kind.type} in a language or the one that stands in for it`,
      answers: { 200: revisionAnswer(`The ${one} in that very language.`, text) },
      empty: [304, 307, 308, 412],
      errors: readErrors,
      run: (id, { language_code: wanted }, request) =>
        readResource({ id }, request, (entity) => {
          const language = fallbackChain(wanted).find((code) => entity[field].has(code));
          if (language === undefined) return notFound(one);
          if (language === wanted) return { status: 200, json: entity[field].get(language) };
          const path = `/entities/${kind.plural}/${entity.id}/${field}/${language}`;
          const { search } = new URL(request.c.req.url);
          const Location = `${request.services.urls.base}${API_PATH}${path}${search}`;
          return { status: 307, headers: { Location } };
        }),
    }),
  ];
}

function readMember({ body }: RestRequest, member: string): Result<string> {
  return readWhole(body, (_, reading) => reading.at(member, body[member], readTerm));
}
