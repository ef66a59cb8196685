/**
 * Where in the change log a stream goes on, as clients of Wikimedia's EventStreams write it: the
 * `Last-Event-ID` they were given, or a time in `since`.
 */
import type { AsOf } from '../storage/records/record-store.ts';

/** Of how many topics an id may speak; Wikimedia's have two a stream. */
const MOST_TOPICS = 20;
const LONGEST_ID = 10_000;

/** The event at this place of the log; clients hand it back as it is. */
export function eventId(topic: string, sequence: number, timestampMs: number): string {
  return JSON.stringify([{ topic, partition: 0, offset: sequence, timestamp: timestampMs }]);
}

/**
 * After which changes to go on; `undefined` for what is no id. An offset of ours counts; without
 * one, the earliest of the times, so that an id from elsewhere repeats rather than leaves out.
 */
export function readEventId(text: string, topic: string): AsOf | undefined {
  const places = text.length > LONGEST_ID ? undefined : placesIn(text);
  if (places === undefined) return undefined;
  const offset = places.find((place) => place['topic'] === topic)?.['offset'];
  if (isCount(offset)) return { sequence: offset };
  const times = places.flatMap(({ timestamp }) => (isCount(timestamp) ? [timestamp] : []));
  return times.length === 0 ? undefined : before(Math.min(...times));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** From milliseconds since 1970, or a date as JavaScript reads it; events of that moment come too. */
export function readSince(text: string): AsOf | undefined {
  const ms = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(ms) ? undefined : before(ms);
}

/** The log knows whole seconds. */
function before(ms: number): AsOf {
  return { timeMs: Math.floor(ms / 1000) * 1000 - 1 };
}

type Place = Readonly<Record<string, unknown>>;

function placesIn(text: string): readonly Place[] | undefined {
  const places = parsed(text);
  if (!Array.isArray(places) || places.length === 0 || places.length > MOST_TOPICS) {
    return undefined;
  }
  return places.every((place) => typeof place === 'object' && place !== null)
    ? (places as readonly Place[])
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
