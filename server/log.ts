/** The log: one JSON object a line on standard error. Only entrances write to it. */
import { destination, pino, type Logger } from 'pino';

export type { Logger };

export function openLog(level: string): Logger {
  return pino({ level, base: null }, destination(2));
}
