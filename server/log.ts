/** The log: one JSON object a line on standard error. Only entrances write to it. */
import { destination, pino, stdSerializers, type Logger } from 'pino';

export type { Logger };

export function openLog(level: string): Logger {
  // an Error as such would be written as {}
  const serializers = { error: stdSerializers.err };
  return pino({ level, base: null, serializers }, destination(2));
}
