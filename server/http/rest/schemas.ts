/** The shapes of what is sent and answered, as JSON Schema: for the OpenAPI document. */
import { datatypes } from '../../../schema/datatypes.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const text = { type: 'string' } as const;

/** The schemas that have a name in the document. */
export const namedSchemas = {
  Terms: mapOf(text, 'Texts by language code.'),
  Aliases: mapOf(listOf(text), 'Lists of texts by language code.'),
  Sitelink: object(
    {
      title: text,
      badges: { ...listOf(text), description: 'Ids of items.' },
      url: { ...text, readOnly: true },
    },
    ['title'],
  ),
  PropertyValue: object(
    {
      property: object(
        {
          id: text,
          data_type: {
            type: ['string', 'null'],
            readOnly: true,
            description: 'Nothing where the property is gone.',
          },
        },
        ['id'],
      ),
      value: object(
        {
          type: { ...text, enum: ['value', 'somevalue', 'novalue'] },
          content: { description: 'Of the shape that the datatype has; only with `value`.' },
        },
        ['type'],
      ),
    },
    ['property', 'value'],
  ),
  Reference: object({ hash: { ...text, readOnly: true }, parts: listOf(named('PropertyValue')) }, [
    'parts',
  ]),
  Statement: {
    allOf: [
      named('PropertyValue'),
      object({
        id: { ...text, readOnly: true },
        rank: { ...text, enum: ['preferred', 'normal', 'deprecated'], default: 'normal' },
        qualifiers: { ...listOf(named('PropertyValue')), default: [] },
        references: { ...listOf(named('Reference')), default: [] },
      }),
    ],
  },
  StatementGroups: mapOf(listOf(named('Statement')), 'Statements by the id of their property.'),
  Item: object({
    id: { ...text, readOnly: true },
    type: { const: 'item', readOnly: true },
    labels: named('Terms'),
    descriptions: named('Terms'),
    aliases: named('Aliases'),
    statements: named('StatementGroups'),
    sitelinks: mapOf(named('Sitelink'), 'Links by site id.'),
  }),
  Property: object({
    id: { ...text, readOnly: true },
    type: { const: 'property', readOnly: true },
    data_type: { ...text, enum: datatypes },
    labels: named('Terms'),
    descriptions: named('Terms'),
    aliases: named('Aliases'),
    statements: named('StatementGroups'),
  }),
  Edit: object({
    tags: { ...listOf(text), default: [] },
    bot: { type: 'boolean', default: false },
    comment: { ...text, maxLength: 500, description: 'The words of the editor.' },
  }),
  Patch: listOf(
    object(
      {
        op: { ...text, enum: ['add', 'copy', 'move', 'remove', 'replace', 'test'] },
        path: { ...text, description: 'A JSON Pointer into the resource.' },
        from: { ...text, description: 'A JSON Pointer; for `copy` and `move`.' },
        value: { description: 'For `add`, `replace` and `test`.' },
      },
      ['op', 'path'],
    ),
  ),
  SearchResults: object(
    {
      results: listOf(
        object(
          {
            id: text,
            'display-label': { anyOf: [named('Term'), { type: 'null' }] },
            description: { anyOf: [named('Term'), { type: 'null' }] },
            match: object({ type: text, language: text, text }, ['type', 'text']),
          },
          ['id', 'display-label', 'description', 'match'],
        ),
      ),
    },
    ['results'],
  ),
  Term: object({ language: text, value: text }, ['language', 'value']),
  Error: object(
    {
      code: text,
      message: { ...text, description: 'In the language that `Content-Language` names.' },
      context: { type: 'object' },
    },
    ['code', 'message'],
  ),
} satisfies Record<string, JsonSchema>;

/** A test sees to it that the name exists. */
export function named(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function object(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

export function mapOf(values: JsonSchema, description?: string): JsonSchema {
  const map = { type: 'object', additionalProperties: values };
  return description === undefined ? map : { ...map, description };
}
