import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentKind, documentKinds, kindOf } from './documents/kinds.ts';
import { anyDocumentOf, anyItem } from './entity.arbitrary.ts';
import { emptyItem } from './entity.ts';
import { entityJson, redirectJson } from './json/write-entity.ts';
import { readStored, writeStored } from './stored-json.ts';

describe.each(documentKinds.map(({ kind }) => kind))('the stored JSON of a %s', (kind) => {
  test('reads back as the same document', () => {
    fc.assert(
      fc.property(anyDocumentOf[kind], (document) => {
        expect(kindOf(document)).toBe(kind);
        const stored = writeStored(document);
        expect(readStored(kind, stored)).toEqual(document);
        expect(writeStored(readStored(kind, stored))).toBe(stored);
      }),
    );
  });

  test('and the JSON of the APIs does so too', () => {
    fc.assert(
      fc.property(anyDocumentOf[kind], fc.constantFrom('api', 'dump'), (document, dialect) => {
        const json =
          document.type === 'redirect'
            ? redirectJson(document)
            : document.type === 'item' || document.type === 'property' || document.type === 'lexeme'
              ? entityJson(document, dialect, () => 'string')
              : documentKind(kind).toStored(document);
        const result = documentKind(kind).read(JSON.parse(JSON.stringify(json)));
        expect(result).toEqual({ ok: true, value: withoutCounters(document, result) });
      }),
    );
  });
});

/** Foreign JSON does not tell the next numbers of a lexeme: they are found from those in use. */
function withoutCounters(document: object, result: { ok: boolean; value?: object }): object {
  const read = result.value ?? {};
  if (!('nextFormNumber' in read) || !('nextSenseNumber' in read)) return document;
  const { nextFormNumber, nextSenseNumber } = read;
  return { ...document, nextFormNumber, nextSenseNumber };
}

test('equal documents have equal text, whoever built them and in whatever order', () => {
  fc.assert(
    fc.property(anyItem(), (item) => {
      const { siteLinks, statements, aliases, descriptions, labels, id, type } = item;
      const rebuilt = {
        siteLinks: new Map([...siteLinks].toReversed()),
        statements: statements.map(({ references, qualifiers, rank, mainSnak, ...rest }) => ({
          references,
          qualifiers,
          rank,
          mainSnak,
          ...rest,
        })),
        aliases: new Map([...aliases].toReversed()),
        descriptions,
        labels: new Map([...labels].toReversed()),
        id,
        type,
      };
      expect(writeStored(rebuilt)).toBe(writeStored(item));
    }),
  );
});

test('what is empty is left out', () => {
  expect(writeStored(emptyItem('Q1'))).toBe('{"type":"item","id":"Q1"}');
});
