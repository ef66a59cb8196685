/** Functions on dates and times (SPARQL 1.1, section 17.4.5), over years of any size. */
import type { FunctionTable } from './function.ts';
import { nullary, unary } from './function.ts';
import { parseDecimal } from '../../../../schema/model/values/decimal.ts';
import { formatZone, fromEpochMs } from './date-value.ts';
import type { DateType, DateValue } from './date-value.ts';
import { integer, text } from './value.ts';
import type { Evaluated, Value } from './value.ts';

const withDate: readonly DateType[] = ['dateTime', 'dateTimeStamp', 'date'];
const withTime: readonly DateType[] = ['dateTime', 'dateTimeStamp', 'time'];

export const dateFunctions: FunctionTable = [
  ['now', nullary(({ nowMs }) => ({ kind: 'date', ...fromEpochMs(nowMs) }))],
  ['year', part([...withDate, 'gYear', 'gYearMonth'], (date) => integer(date.year))],
  [
    'month',
    part([...withDate, 'gYearMonth', 'gMonth', 'gMonthDay'], (date) => integer(date.month)),
  ],
  ['day', part([...withDate, 'gMonthDay', 'gDay'], (date) => integer(date.day))],
  ['hours', part(withTime, (date) => integer(Math.floor(date.seconds / 3600)))],
  ['minutes', part(withTime, (date) => integer(Math.floor(date.seconds / 60) % 60))],
  ['seconds', part(withTime, (date) => secondsOf(date))],
  ['timezone', unary((value) => (value.kind === 'date' ? zoneDuration(value) : undefined))],
  [
    'tz',
    unary((value) => (value.kind === 'date' ? text(formatZone(value.zoneMinutes)) : undefined)),
  ],
];

function part(types: readonly DateType[], read: (date: DateValue) => Evaluated) {
  return unary((value: Value) =>
    value.kind === 'date' && types.includes(value.type) ? read(value) : undefined,
  );
}

function secondsOf(date: DateValue): Evaluated {
  const seconds = Number((date.seconds % 60).toFixed(6));
  const value = parseDecimal(String(seconds));
  return value === undefined ? undefined : { kind: 'decimal', value };
}

function zoneDuration({ zoneMinutes }: DateValue): Evaluated {
  if (zoneMinutes === undefined) return undefined;
  return { kind: 'duration', type: 'dayTimeDuration', months: 0, seconds: zoneMinutes * 60 };
}
