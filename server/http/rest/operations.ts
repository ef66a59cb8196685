/** All operations of the REST API. */
import { valueTypeOfDatatype } from '../../../schema/datatypes.ts';
import { aliasOperations } from './alias-operations.ts';
import { entityKinds } from './entity-kinds.ts';
import { entityOperations } from './entity-operations.ts';
import { openApiDocument } from './openapi.ts';
import { defineOperation } from './operation.ts';
import type { Operation } from './operation.ts';
import { searchOperations } from './search-operations.ts';
import { siteLinkOperations } from './sitelink-operations.ts';
import { singleStatementOperations, statementListOperations } from './statement-operations.ts';
import { termOperations } from './term-operations.ts';

export const operations: readonly Operation[] = [
  ...entityKinds.flatMap((kind) => [
    ...entityOperations(kind),
    ...termOperations(kind),
    ...aliasOperations(kind),
    ...statementListOperations(kind),
  ]),
  ...siteLinkOperations(),
  ...singleStatementOperations(entityKinds),
  ...entityKinds.flatMap(searchOperations),
  defineOperation({
    id: 'getPropertyDataTypes',
    method: 'get',
    path: '/property-data-types',
    section: 'about',
    summary: 'The datatypes of properties with the type of their values',
    parameters: {},
    answers: {
      200: {
        description: 'Value types by datatype.',
        schema: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    errors: ['missing-user-agent', 'unexpected-error'],
    run: async () => ({ status: 200, json: valueTypeOfDatatype }),
  }),
  defineOperation({
    id: 'getOpenApiDoc',
    method: 'get',
    path: '/openapi.json',
    section: 'about',
    summary: 'This interface as an OpenAPI document',
    parameters: {},
    answers: { 200: { description: 'The document.', schema: { type: 'object' } } },
    errors: ['missing-user-agent', 'unexpected-error'],
    run: async (_values, { services }) => ({
      status: 200,
      json: openApiDocument(operations, services.urls.base),
    }),
  }),
];
