/** The OpenAPI document, made of the declarations of the operations. */
import { API_PATH, SERVER_PATH } from './address.ts';
import { statusOfCode } from './errors.ts';
import type { Operation, Parameter, RestAnswer } from './operation.ts';
import { named, namedSchemas } from './schemas.ts';

export function openApiDocument(operations: readonly Operation[], baseUrl: string): object {
  const paths = Object.groupBy(operations, ({ path }) => `/v1${path}`);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sabir REST API',
      version: '1.5',
      description: 'Reads and edits the items and properties of this wiki.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    externalDocs: { description: 'To try it', url: `${baseUrl}${API_PATH}/` },
    servers: [{ url: baseUrl + SERVER_PATH }],
    tags: [...new Set(operations.map(({ section }) => section))].map((name) => ({ name })),
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, group = []]) => [
        path,
        Object.fromEntries(group.map((operation) => [operation.method, described(operation)])),
      ]),
    ),
    components: {
      schemas: namedSchemas,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    // whoever is not logged in may use it as well, with the rights that they have
    security: [{}, { bearer: [] }],
  };
}

function described(operation: Operation): object {
  const { id, section, summary, body, conditional = false } = operation;
  return {
    operationId: id,
    tags: [section],
    summary,
    parameters: [
      ...Object.entries(operation.parameters).map(([name, each]) => parameter(name, each)),
      ...(conditional ? CONDITIONS : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.optional !== true,
            content: Object.fromEntries(
              mediaTypesOf(operation).map((type) => [
                type,
                { schema: body.schema, example: body.example },
              ]),
            ),
          },
        }),
    responses: responses(operation),
  };
}

/** The types that a body may be sent as. */
export function mediaTypesOf({ body }: Pick<Operation, 'body'>): readonly string[] {
  return body?.isPatch === true
    ? ['application/json-patch+json', 'application/json']
    : ['application/json'];
}

function parameter(name: string, { in: where, description, schema, example, absent }: Parameter) {
  const required = absent === undefined;
  return { name, in: where, description, required, schema, example };
}

const CONDITIONS = ['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'].map(
  (name) => ({ name, in: 'header', schema: { type: 'string' } }),
);

const emptyAnswers: Readonly<Partial<Record<RestAnswer['status'], string>>> = {
  304: 'Not modified: the client has the newest revision.',
  307: 'There is none in that language; another one stands in for it.',
  308: 'The entity was merged into another.',
  412: 'A condition of the request does not hold.',
};

function responses(operation: Operation): object {
  const { answers, empty = [], errors } = operation;
  const fine = Object.entries(answers).map(([status, { description, schema, headers = [] }]) => [
    status,
    {
      description,
      headers: Object.fromEntries(
        [...headers, 'X-Authenticated-User'].map((name) => [name, { schema: { type: 'string' } }]),
      ),
      content: { 'application/json': { schema } },
    },
  ]);
  const bare = empty.map((status) => [String(status), { description: emptyAnswers[status] ?? '' }]);
  const byStatus = Map.groupBy(new Set(errors), statusOfCode);
  const refused = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.join(', '),
      headers: { 'Content-Language': { schema: { type: 'string' } } },
      content: { 'application/json': { schema: named('Error') } },
    },
  ]);
  return Object.fromEntries([...fine, ...bare, ...refused]);
}
