/** Reads thousands of entities of Wikidata and writes them in every form. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { describeWithShared, sharedPath } from '../../../test/shared-data.ts';
import type { Entity, EntityRedirect } from '../entity.ts';
import { kindOf } from '../documents/kinds.ts';
import { readStored, writeStored } from '../stored-json.ts';
import { readEntity } from './read-entity.ts';
import { entityJson, redirectJson } from './write-entity.ts';
import type { JsonDialect } from './write-statement.ts';

const STEP = 6;

describeWithShared('entities of Wikidata', () => {
  let entities: (Entity | EntityRedirect)[] = [];
  beforeAll(() => {
    const packed = readFileSync(sharedPath('data', 'wikidata-16k.jsonl.gz'));
    const lines = gunzipSync(packed).toString().split('\n');
    const sample = lines.filter((line, index) => line !== '' && index % STEP === 0);
    entities = sample.map((line) => read(JSON.parse(line)));
  });

  test('all of the sample are read', () => {
    expect(entities.length).toBeGreaterThan(2500);
  });

  test.each<JsonDialect>(['api', 'dump'])('%s JSON reads back as the same entity', (dialect) => {
    for (const entity of entities) {
      expect(equalText(read(throughText(json(entity, dialect))), entity)).toBe(true);
    }
  });

  test('stored JSON reads back as the same entity', () => {
    for (const entity of entities) {
      const stored = writeStored(entity);
      expect(writeStored(readStored(kindOf(entity), stored))).toBe(stored);
    }
  });
});

function read(source: unknown): Entity | EntityRedirect {
  const result = readEntity(source);
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return result.value;
}

function json(entity: Entity | EntityRedirect, dialect: JsonDialect): unknown {
  if (entity.type === 'redirect') return redirectJson(entity);
  return entityJson(entity, dialect, () => 'string');
}

function throughText(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function equalText(one: Entity | EntityRedirect, other: Entity | EntityRedirect): boolean {
  return writeStored(one) === writeStored(other);
}
