import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWhole } from '../../../schema/model/json/reading.ts';
import { applyPatch, readPatch } from './json-patch.ts';

/** The patched document, or what stood in the way. */
function patched(document: unknown, ...patch: unknown[]): unknown {
  const operations = readWhole(patch, readPatch);
  if (!operations.ok) return operations.failures.map(({ code, path }) => `${path} ${code}`);
  const { outcome, ...result } = applyPatch(document, operations.value);
  return 'document' in result ? result.document : { outcome, ...result };
}

const add = (path: string, value: unknown) => ({ op: 'add', path, value });
const remove = (path: string) => ({ op: 'remove', path });
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const move = (from: string, path: string) => ({ op: 'move', from, path });
const copy = (from: string, path: string) => ({ op: 'copy', from, path });
const holds = (path: string, value: unknown) => ({ op: 'test', path, value });
const missing = (index: number, member = 'path') => ({ outcome: 'target-missing', index, member });

describe('applying', () => {
  test.each<[unknown, unknown[], unknown]>([
    [{ a: 1 }, [], { a: 1 }],
    // members
    [{ a: 1 }, [add('/b', 2)], { a: 1, b: 2 }],
    [{ a: 1 }, [add('/a', 2)], { a: 2 }],
    [{ a: { b: 1 } }, [add('/a/c', [])], { a: { b: 1, c: [] } }],
    [{ a: 1 }, [add('/b/c', 2)], missing(0)],
    [{ a: 1 }, [add('/a/c', 2)], missing(0)],
    [{ a: 1, b: 2 }, [remove('/a')], { b: 2 }],
    [{ a: 1 }, [remove('/b')], missing(0)],
    [{ a: 1 }, [replace('/a', null)], { a: null }],
    [{ a: 1 }, [replace('/b', 2)], missing(0)],
    [{ 'a/b': 1, 'm~n': 2 }, [remove('/a~1b'), remove('/m~0n')], {}],
    [{ '': 1 }, [replace('/', 2)], { '': 2 }],
    // lists
    [['a', 'c'], [add('/1', 'b')], ['a', 'b', 'c']],
    [['a'], [add('/1', 'b')], ['a', 'b']],
    [['a'], [add('/-', 'b')], ['a', 'b']],
    [['a'], [add('/2', 'b')], missing(0)],
    [['a'], [add('/01', 'b')], missing(0)],
    [['a'], [add('/length', 'b')], missing(0)],
    [['a', 'b'], [remove('/0')], ['b']],
    [['a'], [remove('/-')], missing(0)],
    [['a', 'b'], [replace('/1', 'c')], ['a', 'c']],
    // from one place to another
    [{ a: { b: 1 }, c: {} }, [move('/a/b', '/c/d')], { a: {}, c: { d: 1 } }],
    [['a', 'b', 'c'], [move('/0', '/2')], ['b', 'c', 'a']],
    [{ a: { b: 1 } }, [move('/a', '/a/b/c')], missing(0)],
    [{ a: 1 }, [move('/b', '/c')], missing(0, 'from')],
    [{ a: [1] }, [copy('/a', '/b'), add('/b/-', 2)], { a: [1], b: [1, 2] }],
    [{ a: 1 }, [copy('/b', '/c')], missing(0, 'from')],
    [{ a: 1 }, [copy('/a', '/b/c')], missing(0)],
    // tests
    [{ a: { b: 1, c: [] } }, [holds('/a', { c: [], b: 1 })], { a: { b: 1, c: [] } }],
    [{ a: 1 }, [holds('/a', '1')], { outcome: 'test-failed', index: 0, actual: 1 }],
    [{ a: null }, [holds('/a', null)], { a: null }],
    [{ a: 1 }, [holds('/b', null)], missing(0)],
    // the whole
    [{ a: 1 }, [replace('', [])], []],
    [{ a: 1 }, [remove('')], null],
    [{ a: 1 }, [remove('/a'), remove('/a')], missing(1)],
    // names that objects have by birth
    [{}, [remove('/toString')], missing(0)],
    [{}, [add('/__proto__/polluted', true)], missing(0)],
    [{}, [add('/constructor', 1)], { constructor: 1 }],
  ])('%j after %j: %j', (document, patch, result) => {
    expect(patched(document, ...patch)).toEqual(result);
  });

  test('a member may be called __proto__', () => {
    expect(JSON.stringify(patched({}, add('/__proto__', { a: 1 })))).toBe('{"__proto__":{"a":1}}');
  });

  test('the document itself stays as it is', () => {
    const document = { a: [1] };
    patched(document, add('/a/-', 2), remove('/a/0'));
    expect(document).toEqual({ a: [1] });
  });

  test('copies of copies end before they fill the memory', () => {
    const doubling = Array.from({ length: 64 }, (_, i) => copy('/a', `/a/${i + 3}`));
    expect(patched({ a: ['x'.repeat(1000), 1, 2] }, ...doubling)).toMatchObject({
      outcome: 'too-large',
    });
  });

  test('moving a large part to and fro ends before it takes long', () => {
    const large = { a: Array.from({ length: 100_000 }, () => 0) };
    const patch = Array.from({ length: 2000 }, (_, i) =>
      i % 2 ? move('/b', '/a') : move('/a', '/b'),
    );
    expect(patched(large, ...patch)).toMatchObject({ outcome: 'too-large' });
  });

  test.each([
    ['adding at the front of', (i: number) => add('/a/0', i)],
    ['removing from the front of', () => remove('/a/0')],
    ['moving within', () => move('/a/0', '/a/1')],
  ])('%s something large again and again ends before it takes long', (_name, operation) => {
    const large = Array.from({ length: 100_000 }, () => 0);
    const patch = Array.from({ length: 1000 }, (_, i) => operation(i));
    expect(patched({ a: large }, ...patch)).toMatchObject({ outcome: 'too-large' });
  });

  test('a list can be emptied from its front', () => {
    const list = Array.from({ length: 2000 }, (_, i) => i);
    expect(patched(list, ...list.map(() => remove('/0')))).toEqual([]);
  });

  test.each([
    ['add', add('/a'.repeat(60), [[[[[[]]]]]])],
    ['copy', copy('/a', '/a'.repeat(40))],
    ['move', move('/a/a', '/a'.repeat(65))],
  ])('%s cannot nest deeper than JSON may', (_name, operation) => {
    const deep = Array.from({ length: 58 }).reduce<object>((a) => ({ a }), {});
    expect(patched(deep, operation)).toMatchObject({
      outcome: expect.stringMatching(/too-large|target-missing/),
    });
  });
});

describe('reading', () => {
  test.each<[unknown, string]>([
    [1, '/0 wrong-type'],
    [{}, '/0/op missing-field /0/path missing-field'],
    [{ op: 'bad', path: '' }, '/0/op wrong-type'],
    [{ op: 'remove', path: 'a' }, '/0/path wrong-type'],
    [{ op: 'remove', path: '/~2' }, '/0/path wrong-type'],
    [{ op: 'add', path: '/a' }, '/0/value missing-field'],
    [{ op: 'move', path: '/a' }, '/0/from missing-field'],
    [{ op: 'copy', path: '/a', from: 5 }, '/0/from wrong-type'],
  ])('%j: %s', (operation, faults) => {
    expect((patched({}, operation) as string[]).join(' ')).toBe(faults);
  });
  test('no list', () => {
    expect(readWhole({}, readPatch).ok).toBe(false);
  });
});

test('what was added can be tested, and is gone when it is removed', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(object, fc.string(), fc.jsonValue({ maxDepth: 3 }), (document, key, value) => {
      fc.pre(!Object.hasOwn(document, key));
      const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      expect(patched(document, add(path, value), holds(path, value), remove(path))).toEqual(
        document,
      );
    }),
  );
});
