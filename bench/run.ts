/**
 * `npm run bench [-- NAME…]`: runs the benchmarks one after the other, prints their figures and
 * writes them to `bench/results.json` (not checked in).
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from './api.ts';
import { edits } from './edits.ts';
import type { Benchmark, Figure } from './figure.ts';
import { importing } from './importing.ts';
import { memory } from './memory.ts';
import { reconciling } from './reconciling.ts';
import { rendering } from './rendering.ts';
import { searching } from './searching.ts';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  edits,
  import: importing,
  search: searching,
  reconcile: reconciling,
  render: rendering,
  api,
  memory,
};

const asked = process.argv.slice(2);
const shared = process.env['SABIR_SHARED'] ?? join(import.meta.dirname, '..', '..', 'shared');
const results: Record<string, readonly Figure[]> = {};

for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const folder = await mkdtemp(join(tmpdir(), 'sabir-bench-'));
  try {
    say(`\n${name} (load ${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} cores)`);
    const figures = await benchmark({ folder, shared: existsSync(shared) ? shared : undefined });
    if (figures === undefined) say('  skipped: needs the reference data');
    else figures.forEach(sayFigure);
    results[name] = figures ?? [];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
await writeFile(
  join(import.meta.dirname, 'results.json'),
  `${JSON.stringify({ date: new Date().toISOString(), node: process.version, results }, null, 2)}\n`,
);

function sayFigure({ name, value, unit, baseline, peer, bar }: Figure): void {
  const ratio =
    baseline === undefined
      ? ''
      : `   ${(value / baseline).toFixed(2)} × baseline (${round(baseline)})`;
  const part = peer === undefined ? '' : `   1/${(peer / value).toFixed(0)} of Wikibase (${peer})`;
  const verdict =
    bar === undefined ? '' : `   ${value <= bar ? 'within' : 'ABOVE'} the bar of ${round(bar)}`;
  say(`  ${name.padEnd(44)} ${round(value).padStart(12)} ${unit}${ratio}${part}${verdict}`);
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
