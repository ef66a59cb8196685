/**
 * One reading of foreign JSON: where the reader stands, and what it could not read so far.
 *
 * A reader of a part takes the JSON and the reading, and returns the part, or `undefined` after it
 * has noted a failure. It goes on after a failure, so that a sender learns of all of them at once.
 */
import { failed, failure, ok, type Failure, type Result } from '../../failures.ts';
import { jsonPointer } from '../../json-pointer.ts';
import { normalizeText, textFault } from '../well-formed-text.ts';

export interface ReadOptions {
  /**
   * Whether a value that cannot be read is kept as an `UnknownValue` (dumps, which must lose
   * nothing) or is a failure like any other (what people and programs send). Default: `refuse`.
   */
  readonly unknownValues?: 'keep' | 'refuse';
}

export type JsonObject = Readonly<Record<string, unknown>>;
export type PartReader<Part> = (json: unknown, reading: Reading) => Part | undefined;

/** Runs a reader on a whole JSON document. */
export function readWhole<Part>(
  json: unknown,
  read: PartReader<Part>,
  options: ReadOptions = {},
): Result<Part> {
  const reading = new Reading(options);
  const part = read(json, reading);
  return part === undefined || reading.failures.length > 0 ? failed(...reading.failures) : ok(part);
}

const MOST_FAILURES = 1000;

/** Of a map: more than an entity has languages, sites or properties. */
const MOST_ENTRIES = 20_000;

export class Reading {
  readonly failures: Failure[] = [];
  readonly keepsUnknownValues: boolean;
  readonly #path: (string | number)[] = [];

  constructor(options: ReadOptions) {
    this.keepsUnknownValues = options.unknownValues === 'keep';
  }

  /** Notes a failure at the place that is being read. */
  fail(found: Failure): undefined {
    this.failures.push({ ...found, path: jsonPointer(...this.#path) });
  }

  /** Reads what stands under `key`; `json` is that, not its container. */
  at<Part>(key: string | number, json: unknown, read: PartReader<Part>): Part | undefined {
    this.#path.push(key);
    const part = read(json, this);
    this.#path.pop();
    return part;
  }

  /** Like `at`, for a member that may be absent: then the answer is `absent`. */
  optional<Part>(
    object: JsonObject,
    key: string,
    read: PartReader<Part>,
    absent: Part,
  ): Part | undefined {
    const json = object[key];
    return json === undefined ? absent : this.at(key, json, read);
  }

  /** Whether so much is wrong already that nobody wants to know the rest. */
  get isHopeless(): boolean {
    return this.failures.length >= MOST_FAILURES;
  }

  /** Forgets the failures since there were only `count` of them, and returns them. */
  takeBack(count: number): Failure[] {
    return this.failures.splice(count);
  }

  /** The innermost name on the way here, which is what a person would call the place. */
  get field(): string {
    return this.#path.findLast((step) => typeof step === 'string') ?? 'json';
  }
}

export function wrongType(json: unknown, expected: string, reading: Reading): undefined {
  const field = reading.field;
  return reading.fail(
    json === undefined
      ? failure('missing-field', { field })
      : failure('wrong-type', { field, expected }),
  );
}

export function readText(json: unknown, reading: Reading): string | undefined {
  if (typeof json !== 'string') return wrongType(json, 'string', reading);
  const reason = textFault(json);
  if (reason !== undefined) {
    return reading.fail(failure('malformed-text', { field: reading.field, reason }));
  }
  return normalizeText(json);
}

export function readNumber(json: unknown, reading: Reading): number | undefined {
  // adding 0 turns -0, which JSON text does not keep, into 0
  return typeof json === 'number' && Number.isFinite(json)
    ? json + 0
    : wrongType(json, 'number', reading);
}

export function readInteger(json: unknown, reading: Reading): number | undefined {
  return Number.isSafeInteger(json) ? (json as number) + 0 : wrongType(json, 'integer', reading);
}

export function readFlag(json: unknown, reading: Reading): boolean | undefined {
  return typeof json === 'boolean' ? json : wrongType(json, 'true or false', reading);
}

export function readObject(json: unknown, reading: Reading): JsonObject | undefined {
  return isObject(json) ? json : wrongType(json, 'object', reading);
}

export function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Reads each entry of a list; those that cannot be read are left out. */
export function readList<Part>(
  json: unknown,
  reading: Reading,
  read: PartReader<Part>,
): Part[] | undefined {
  if (!Array.isArray(json)) return wrongType(json, 'array', reading);
  const parts: Part[] = [];
  for (let index = 0; index < json.length && !reading.isHopeless; index++) {
    const part = reading.at(index, json[index], read);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

/**
 * Reads each entry of a map. An absent map is empty, and an empty one may be written `[]`, as PHP
 * does. Keys are user-controlled, which is why they never become members of an object of ours.
 */
export function readEntries(
  json: unknown,
  reading: Reading,
  read: (key: string, json: unknown, reading: Reading) => void,
): void {
  if (json === undefined || (Array.isArray(json) && json.length === 0)) return;
  if (!isObject(json)) {
    wrongType(json, 'object', reading);
    return;
  }
  const keys = Object.keys(json);
  if (keys.length > MOST_ENTRIES) {
    reading.fail(failure('too-many', { field: reading.field, limit: MOST_ENTRIES }));
    return;
  }
  for (const key of keys) {
    if (reading.isHopeless) return;
    reading.at(key, json[key], (entry) => read(key, entry, reading));
  }
}

/**
 * Reads a map or a list of entries that carry their own key. In a map the two must agree.
 */
export function readKeyed<Part>(
  json: unknown,
  reading: Reading,
  read: PartReader<Part>,
  keyOf: (part: Part) => string,
): Part[] {
  if (Array.isArray(json)) return readList(json, reading, read) ?? [];
  const parts: Part[] = [];
  readEntries(json, reading, (key, entry) => {
    const part = read(entry, reading);
    if (part !== undefined && agrees(key, keyOf(part), reading)) parts.push(part);
  });
  return parts;
}

/** Notes a failure where an entry stands under another key than its own. */
export function agrees(key: string, own: string, reading: Reading): boolean {
  if (key === own || normalizeText(key) === own) return true;
  reading.fail(failure('inconsistent-key', { field: reading.field, key, value: own }));
  return false;
}
