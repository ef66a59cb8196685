/** Durations of XML Schema: months and seconds, which do not convert into each other. */

export type DurationType = 'duration' | 'dayTimeDuration' | 'yearMonthDuration';

export interface Duration {
  readonly type: DurationType;
  readonly months: number;
  readonly seconds: number;
}

const FORM =
  /^(?<sign>-)?P(?=.)(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<days>\d+)D)?(?:T(?=.)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;

/** `type` is the local name of an XML Schema datatype. */
export function parseDuration(type: string, lexical: string): Duration | undefined {
  if (type !== 'duration' && type !== 'dayTimeDuration' && type !== 'yearMonthDuration') {
    return undefined;
  }
  const groups = FORM.exec(lexical)?.groups;
  if (groups === undefined) return undefined;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const sign = groups['sign'] === undefined ? 1 : -1;
  const months = part('years') * 12 + part('months');
  const days = part('days') * 86_400;
  const seconds = days + part('hours') * 3600 + part('minutes') * 60 + part('seconds');
  if (type === 'dayTimeDuration' && months !== 0) return undefined;
  if (type === 'yearMonthDuration' && seconds !== 0) return undefined;
  return { type, months: sign * months, seconds: sign * seconds };
}

export function formatDuration({ type, months, seconds }: Duration): string {
  const sign = months < 0 || seconds < 0 ? '-' : '';
  const [allMonths, allSeconds] = [Math.abs(months), Math.abs(seconds)];
  const date =
    unit(Math.floor(allMonths / 12), 'Y') +
    unit(allMonths % 12, 'M') +
    unit(Math.floor(allSeconds / 86_400), 'D');
  const ofDay = allSeconds % 86_400;
  const time =
    unit(Math.floor(ofDay / 3600), 'H') +
    unit(Math.floor(ofDay / 60) % 60, 'M') +
    unit(ofDay % 60, 'S');
  if (date === '' && time === '') return type === 'yearMonthDuration' ? 'P0M' : 'PT0S';
  return `${sign}P${date}${time === '' ? '' : `T${time}`}`;
}

function unit(amount: number, letter: string): string {
  return amount === 0 ? '' : `${amount}${letter}`;
}

/** Durations of mixed kinds have no order. */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  if (a.months === b.months) return a.seconds - b.seconds;
  return a.seconds === b.seconds ? a.months - b.months : undefined;
}
