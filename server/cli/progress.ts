/** A progress line on standard error: how far, how fast, how long still. */

export interface Progress {
  /** `fraction` from 0 to 1; `count` of things done, in the words of `unit`. */
  update(fraction: number, count: number): void;
  /** Leaves the last line standing. */
  end(): void;
}

const WIDTH = 30;
const INTERVAL_MS = 200;
/** Where nobody watches (a pipe, a log), a line now and then is enough. */
const INTERVAL_WITHOUT_TERMINAL_MS = 10_000;

export function openProgress(unit: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  let shown = started;
  let last = { fraction: 0, count: 0 };

  const show = (end: string): void => {
    const line = progressLine({ ...last, elapsedMs: performance.now() - started, unit });
    stream.write(stream.isTTY ? `\r\x1b[K${line}${end}` : `${line}\n`);
  };
  return {
    update(fraction, count) {
      last = { fraction, count };
      const now = performance.now();
      if (now - shown < (stream.isTTY ? INTERVAL_MS : INTERVAL_WITHOUT_TERMINAL_MS)) return;
      shown = now;
      show('');
    },
    end() {
      last = { ...last, fraction: 1 };
      show('\n');
    },
  };
}

export function progressLine(state: {
  fraction: number;
  count: number;
  elapsedMs: number;
  unit: string;
}): string {
  const { fraction, count, elapsedMs, unit } = state;
  const filled = Math.round(Math.min(1, fraction) * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const percent = `${Math.floor(fraction * 100)} %`.padStart(5);
  const rate = elapsedMs > 0 ? Math.round((count * 1000) / elapsedMs) : 0;
  const remaining =
    fraction > 0 && fraction < 1
      ? `, ${duration((elapsedMs * (1 - fraction)) / fraction)} left`
      : '';
  return `${bar} ${percent}  ${grouped(count)} ${unit}, ${grouped(rate)}/s${remaining}`;
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}
