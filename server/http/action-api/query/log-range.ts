/** Bounds in time of a list whose newest entries come first, unless it is asked for otherwise. */
interface Bounds {
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly dir: 'newer' | 'older';
}

/** In seconds, both included. */
export function secondsOf({ start, end, dir }: Bounds): {
  readonly sinceSeconds?: number;
  readonly untilSeconds?: number;
} {
  const [since, until] = dir === 'older' ? [end, start] : [start, end];
  return {
    ...(since === undefined ? {} : { sinceSeconds: since }),
    ...(until === undefined ? {} : { untilSeconds: until }),
  };
}
