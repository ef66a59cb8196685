/**
 * Dates and times of XML Schema over any year: a day number and the seconds of that day. `Date` is
 * of no use here, it ends at ±271,821 years.
 */
import {
  astronomicalYear,
  dateOfDayNumber,
  daysInMonth,
  julianDayNumber,
} from '../../../../schema/model/values/calendar.ts';

export type DateType =
  | 'dateTime'
  | 'dateTimeStamp'
  | 'date'
  | 'time'
  | 'gYear'
  | 'gYearMonth'
  | 'gMonth'
  | 'gMonthDay'
  | 'gDay';

/** The fields as they are written: local to the time zone, if there is one. */
export interface DateValue {
  readonly type: DateType;
  /** As astronomers count: 0 is 1 BCE. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Since midnight, with a fraction. */
  readonly seconds: number;
  /** East of UTC. */
  readonly zoneMinutes: number | undefined;
}

const DAY_SECONDS = 86_400;
const DATE = String.raw`(?<year>[+-]?\d{4,})-(?<month>\d\d)-(?<day>\d\d)`;
const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d(?:\.\d+)?)`;
const ZONE = String.raw`(?<zone>Z|[+-]\d\d:\d\d)?`;

const forms: Record<DateType, RegExp> = {
  dateTime: new RegExp(`^${DATE}T${TIME}${ZONE}$`),
  dateTimeStamp: new RegExp(`^${DATE}T${TIME}${ZONE}$`),
  date: new RegExp(`^${DATE}${ZONE}$`),
  time: new RegExp(`^${TIME}${ZONE}$`),
  gYear: new RegExp(`^(?<year>[+-]?\\d{4,})${ZONE}$`),
  gYearMonth: new RegExp(`^(?<year>[+-]?\\d{4,})-(?<month>\\d\\d)${ZONE}$`),
  gMonth: new RegExp(`^--(?<month>\\d\\d)${ZONE}$`),
  gMonthDay: new RegExp(`^--(?<month>\\d\\d)-(?<day>\\d\\d)${ZONE}$`),
  gDay: new RegExp(`^---(?<day>\\d\\d)${ZONE}$`),
};

/** `type` is the local name of an XML Schema datatype. */
export function parseDateValue(type: string, lexical: string): DateValue | undefined {
  if (!Object.hasOwn(forms, type)) return undefined;
  const dateType = type as DateType;
  const groups = forms[dateType].exec(lexical)?.groups;
  if (groups === undefined) return undefined;
  const number = (name: string, absent: number): number => Number(groups[name] ?? absent);
  const [year, month, day] = [number('year', 1972), number('month', 1), number('day', 1)];
  const [hour, minute, second] = [number('hour', 0), number('minute', 0), number('second', 0)];
  if (!Number.isSafeInteger(year) || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(historical(year), month, 'gregorian')) return undefined;
  const seconds = hour * 3600 + minute * 60 + second;
  if (minute > 59 || second >= 60 || seconds > DAY_SECONDS) return undefined;
  const zoneMinutes = parseZone(groups['zone']);
  const value = { type: dateType, year, month, day, seconds, zoneMinutes };
  return seconds === DAY_SECONDS ? fromDayAndSeconds(value, dayNumber(value) + 1, 0) : value;
}

function parseZone(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** The calendar counts years as people do, without a year 0. */
function historical(year: number): number {
  return year <= 0 ? year - 1 : year;
}

function dayNumber({ year, month, day }: DateValue): number {
  return julianDayNumber({ year: historical(year), month, day }, 'gregorian');
}

function fromDayAndSeconds(value: DateValue, day: number, seconds: number): DateValue {
  const date = dateOfDayNumber(day, 'gregorian');
  return { ...value, ...date, year: astronomicalYear(date.year), seconds };
}

/** Without a time zone, UTC is meant. */
export function compareDates(a: DateValue, b: DateValue): number {
  const [dayA, secondsA] = utc(a);
  const [dayB, secondsB] = utc(b);
  return dayA === dayB ? secondsA - secondsB : dayA - dayB;
}

/** From `b` to `a`, in seconds. */
export function secondsBetween(a: DateValue, b: DateValue): number {
  const [dayA, secondsA] = utc(a);
  const [dayB, secondsB] = utc(b);
  return (dayA - dayB) * DAY_SECONDS + (secondsA - secondsB);
}

function utc(value: DateValue): [day: number, seconds: number] {
  const seconds = value.seconds - (value.zoneMinutes ?? 0) * 60;
  const days = Math.floor(seconds / DAY_SECONDS);
  return [dayNumber(value) + days, seconds - days * DAY_SECONDS];
}

/** Months first, clamped to the month's length, then seconds, as XML Schema has it. */
export function addToDate(value: DateValue, months: number, seconds: number): DateValue {
  const total = value.year * 12 + (value.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  const day = Math.min(value.day, daysInMonth(historical(year), month, 'gregorian'));
  const moved = { ...value, year, month, day };
  const sum = value.seconds + seconds;
  const days = Math.floor(sum / DAY_SECONDS);
  return fromDayAndSeconds(moved, dayNumber(moved) + days, sum - days * DAY_SECONDS);
}

export function fromEpochMs(epochMs: number): DateValue {
  const date = new Date(epochMs);
  return {
    type: 'dateTime',
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    seconds: (epochMs - Math.floor(epochMs / 86_400_000) * 86_400_000) / 1000,
    zoneMinutes: 0,
  };
}

export function formatInstant(value: DateValue): string {
  const year = `${value.year < 0 ? '-' : ''}${pad(Math.abs(value.year), 4)}`;
  const [month, day] = [pad(value.month, 2), pad(value.day, 2)];
  const zone = formatZone(value.zoneMinutes);
  switch (value.type) {
    case 'dateTime':
    case 'dateTimeStamp':
      return `${year}-${month}-${day}T${formatTime(value.seconds)}${zone}`;
    case 'date':
      return `${year}-${month}-${day}${zone}`;
    case 'time':
      return `${formatTime(value.seconds)}${zone}`;
    case 'gYear':
      return `${year}${zone}`;
    case 'gYearMonth':
      return `${year}-${month}${zone}`;
    case 'gMonth':
      return `--${month}${zone}`;
    case 'gMonthDay':
      return `--${month}-${day}${zone}`;
    case 'gDay':
      return `---${day}${zone}`;
  }
}

/** `Z`, `+05:30`, or nothing. */
export function formatZone(zoneMinutes: number | undefined): string {
  if (zoneMinutes === undefined) return '';
  if (zoneMinutes === 0) return 'Z';
  const minutes = Math.abs(zoneMinutes);
  return `${zoneMinutes < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

function formatTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const fraction = seconds - whole;
  const decimals = fraction === 0 ? '' : fraction.toFixed(6).slice(1).replace(/0+$/, '');
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => pad(part, 2)).join(':') + decimals;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
