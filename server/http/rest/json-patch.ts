/**
 * JSON Patch (RFC 6902): reads a patch, and applies it to plain JSON.
 *
 * A patch cannot make more than it is worth: what its operations copy, compare and move aside counts
 * against a limit, and so does how deeply the result nests.
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
  | (Fault & { readonly index: number });

type Fault =
  /** `member` says which of the operation's pointers leads nowhere. */
  | { readonly outcome: 'target-missing'; readonly member: 'path' | 'from' }
  | { readonly outcome: 'test-failed'; readonly actual: unknown }
  | { readonly outcome: 'too-large' };

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

/** What all values that a patch touches may weigh together. */
const HEAVIEST = 8 * 1024 * 1024;

/** Of an object, a list, a number …; a text weighs its characters besides. */
const PART_WEIGHT = 8;

/** The document itself stays as it is. One operation that fails stops the patch. */
export function applyPatch(document: unknown, operations: readonly PatchOperation[]): PatchResult {
  // as the member of something, the whole document is a place like any other
  const root: Container = { document: copyOf(document) };
  const allowance = { left: HEAVIEST };
  for (const [index, operation] of operations.entries()) {
    const fault = applyOperation(root, operation, allowance);
    if (fault !== undefined) return { ...fault, index };
  }
  return { outcome: 'patched', document: root['document'] ?? null };
}

const MISSING: Fault = { outcome: 'target-missing', member: 'path' };
const MISSING_FROM: Fault = { outcome: 'target-missing', member: 'from' };
const TOO_LARGE: Fault = { outcome: 'too-large' };

function applyOperation(
  root: Container,
  operation: PatchOperation,
  allowance: Allowance,
): Fault | undefined {
  const path = ['document', ...operation.path];
  switch (operation.op) {
    case 'test': {
      const actual = valueAt(root, path);
      if (actual === undefined) return MISSING;
      if (!fits(path, actual, allowance)) return TOO_LARGE;
      return equalData(actual, operation.value) ? undefined : { outcome: 'test-failed', actual };
    }
    case 'remove':
      if (!mayShift(root, path, allowance)) return TOO_LARGE;
      return remove(root, path) ? undefined : MISSING;
    case 'replace':
      if (valueAt(root, path) === undefined) return MISSING;
      if (!fits(path, operation.value, allowance)) return TOO_LARGE;
      replace(root, path, copyOf(operation.value));
      return undefined;
    case 'add':
      if (!fits(path, operation.value, allowance)) return TOO_LARGE;
      if (!mayShift(root, path, allowance)) return TOO_LARGE;
      return add(root, path, copyOf(operation.value)) ? undefined : MISSING;
    case 'move':
    case 'copy': {
      const from = ['document', ...operation.from];
      const value = valueAt(root, from);
      if (value === undefined) return MISSING_FROM;
      if (!fits(path, value, allowance)) return TOO_LARGE;
      if (operation.op === 'move') {
        if (!mayShift(root, from, allowance)) return TOO_LARGE;
        // nothing can be moved into itself: the place to put it is gone with it
        remove(root, from);
      }
      if (!mayShift(root, path, allowance)) return TOO_LARGE;
      const placed = operation.op === 'move' ? value : copyOf(value);
      return add(root, path, placed) ? undefined : MISSING;
    }
  }
}

type Container = Record<string, unknown> | unknown[];

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

/** What may still be put somewhere; spent as it is walked, so that walking has an end too. */
interface Allowance {
  left: number;
}

function fits(pointer: Pointer, value: unknown, allowance: Allowance): boolean {
  return isLight(value, JSON_DEPTH_LIMIT - pointer.length, allowance);
}

function isLight(value: unknown, depth: number, allowance: Allowance): boolean {
  allowance.left -= PART_WEIGHT + (typeof value === 'string' ? value.length : 0);
  if (depth < 0 || allowance.left < 0) return false;
  if (!isContainer(value)) return true;
  return Object.values(value).every((part) => isLight(part, depth - 1, allowance));
}

/** What stands behind a place in a list moves when something is put there or taken away. */
function mayShift(root: Container, pointer: Pointer, allowance: Allowance): boolean {
  const parent = valueAt(root, pointer.slice(0, -1));
  const index = Number(pointer.at(-1));
  if (Array.isArray(parent) && index < parent.length) allowance.left -= parent.length - index;
  return allowance.left >= 0;
}

/** Of JSON that may have a member called `__proto__`. */
function copyOf(value: unknown): unknown {
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__') setMember(copy, key, copyOf(value[key]));
    else copy[key] = copyOf(value[key]);
  }
  return copy;
}
