/** What the readers of written dates and periods have in common. */
import type { TimeParts } from './time.ts';

/** One way to understand a text. The year has no sign yet: the era gives it. */
export interface TimeReading {
  readonly parts: TimeParts;
  readonly precision: number;
  /** Written with one or two digits: without an era it may lack its century. */
  readonly shortYear?: boolean;
  /** The text itself gave the year its sign, so an era beside it would be one too many. */
  readonly signed?: boolean;
}

/** `undefined`: not written in a way that the reader knows. */
export type TimeReader = (text: string, language: string) => readonly TimeReading[] | undefined;

export function isShort(year: string): boolean {
  return year.length <= 2;
}
