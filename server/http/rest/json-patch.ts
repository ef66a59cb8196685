/**
 * JSON Patch (RFC 6902): reads a patch, and applies it to plain JSON.
 *
 * A patch cannot make more than it is worth: what its operations copy counts against a limit, and
 * so does how deeply the result nests.
 */
import { failure } from '../../../schema/failures.ts';
import { parsePointer } from '../../../schema/json-pointer.ts';
import { equalData } from '../../../schema/model/equal-data.ts';
import { readList, readObject, wrongType } from '../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../schema/model/json/reading.ts';
import { JSON_DEPTH_LIMIT } from '../../../schema/model/json-depth.ts';

type Pointer = readonly string[];

export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: Pointer; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: Pointer }
  | { readonly op: 'move' | 'copy'; readonly path: Pointer; readonly from: Pointer };

export type PatchResult =
  | { readonly outcome: 'patched'; readonly document: unknown }
  /** `member` says which of the operation's pointers leads nowhere. */
  | {
      readonly outcome: 'target-missing';
      readonly index: number;
      readonly member: 'path' | 'from';
    }
  | { readonly outcome: 'test-failed'; readonly index: number; readonly actual: unknown }
  | { readonly outcome: 'too-large'; readonly index: number };

/** Reads the operations of a patch; each fault is noted at its place. */
export function readPatch(json: unknown, reading: Reading): PatchOperation[] | undefined {
  return readList(json, reading, readOperation);
}

function readOperation(json: unknown, reading: Reading): PatchOperation | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const op = reading.at('op', object['op'], readOp);
  const path = reading.at('path', object['path'], readPointer);
  if (op === undefined || path === undefined) return undefined;
  switch (op) {
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy': {
      const from = reading.at('from', object['from'], readPointer);
      return from === undefined ? undefined : { op, path, from };
    }
    case 'add':
    case 'replace':
    case 'test':
      return readValue(object, reading) ? { op, path, value: object['value'] } : undefined;
  }
}

const OPS = ['add', 'copy', 'move', 'remove', 'replace', 'test'] as const;

function readOp(json: unknown, reading: Reading): PatchOperation['op'] | undefined {
  return OPS.find((op) => op === json) ?? wrongType(json, OPS.join(', '), reading);
}

function readPointer(json: unknown, reading: Reading): Pointer | undefined {
  const pointer = typeof json === 'string' ? parsePointer(json) : undefined;
  return pointer ?? wrongType(json, 'JSON pointer', reading);
}

function readValue(object: JsonObject, reading: Reading): boolean {
  if (Object.hasOwn(object, 'value')) return true;
  reading.at('value', undefined, () => reading.fail(failure('missing-field', { field: 'value' })));
  return false;
}

/** Characters that all copies of a patch may have together, as JSON. */
const MOST_COPIED = 4 * 1024 * 1024;

/** The document itself stays as it is. One operation that fails stops the patch. */
export function applyPatch(document: unknown, operations: readonly PatchOperation[]): PatchResult {
  // as the member of something, the whole document is a place like any other
  const root: Container = { document: structuredClone(document) };
  let copied = 0;
  for (const [index, operation] of operations.entries()) {
    const path = ['document', ...operation.path];
    switch (operation.op) {
      case 'test': {
        const actual = valueAt(root, path);
        if (actual === undefined) return missing(index);
        if (!equalData(actual, operation.value)) return { outcome: 'test-failed', index, actual };
        break;
      }
      case 'remove':
        if (!remove(root, path)) return missing(index);
        break;
      case 'replace':
        if (valueAt(root, path) === undefined) return missing(index);
        if (!fits(path, operation.value)) return { outcome: 'too-large', index };
        replace(root, path, structuredClone(operation.value));
        break;
      case 'add':
        if (!fits(path, operation.value)) return { outcome: 'too-large', index };
        if (!add(root, path, structuredClone(operation.value))) return missing(index);
        break;
      case 'move': {
        const from = ['document', ...operation.from];
        const value = valueAt(root, from);
        if (value === undefined) return missing(index, 'from');
        if (!fits(path, value)) return { outcome: 'too-large', index };
        // nothing can be moved into itself: the place to put it is gone with it
        remove(root, from);
        if (!add(root, path, value)) return missing(index);
        break;
      }
      case 'copy': {
        const value = valueAt(root, ['document', ...operation.from]);
        if (value === undefined) return missing(index, 'from');
        copied += JSON.stringify(value).length;
        if (copied > MOST_COPIED || !fits(path, value)) return { outcome: 'too-large', index };
        if (!add(root, path, structuredClone(value))) return missing(index);
        break;
      }
    }
  }
  return { outcome: 'patched', document: root['document'] ?? null };
}

type Container = Record<string, unknown> | unknown[];

function missing(index: number, member: 'path' | 'from' = 'path'): PatchResult {
  return { outcome: 'target-missing', index, member };
}

/** What the pointer leads to; JSON has no `undefined`, which therefore means nothing. */
function valueAt(root: unknown, pointer: Pointer): unknown {
  let value = root;
  for (const key of pointer) {
    if (!isContainer(value) || !hasMember(value, key)) return undefined;
    value = value[key as keyof typeof value];
  }
  return value;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** Lists have numbers only, objects only what they hold themselves. */
function hasMember(container: Container, key: string): boolean {
  return Array.isArray(container)
    ? INDEX.test(key) && Number(key) < container.length
    : Object.hasOwn(container, key);
}

function parentOf(root: Container, pointer: Pointer): { parent: Container; key: string } {
  const parent = valueAt(root, pointer.slice(0, -1));
  return { parent: isContainer(parent) ? parent : [], key: pointer.at(-1) ?? '' };
}

function add(root: Container, pointer: Pointer, value: unknown): boolean {
  const parent = valueAt(root, pointer.slice(0, -1));
  const key = pointer.at(-1) ?? '';
  if (!isContainer(parent)) return false;
  if (!Array.isArray(parent)) {
    setMember(parent, key, value);
    return true;
  }
  const index = key === '-' ? parent.length : INDEX.test(key) ? Number(key) : Infinity;
  if (index > parent.length) return false;
  parent.splice(index, 0, value);
  return true;
}

function replace(root: Container, pointer: Pointer, value: unknown): void {
  const { parent, key } = parentOf(root, pointer);
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else setMember(parent, key, value);
}

function remove(root: Container, pointer: Pointer): boolean {
  const { parent, key } = parentOf(root, pointer);
  if (!hasMember(parent, key)) return false;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return true;
}

/** Defined, not assigned: `__proto__` is a key like any other. */
function setMember(parent: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function fits(pointer: Pointer, value: unknown): boolean {
  return (
    pointer.length <= JSON_DEPTH_LIMIT && nestsWithin(value, JSON_DEPTH_LIMIT - pointer.length)
  );
}

function nestsWithin(value: unknown, depth: number): boolean {
  if (!isContainer(value)) return true;
  return depth > 0 && Object.values(value).every((part) => nestsWithin(part, depth - 1));
}
