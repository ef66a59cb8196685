/** A benchmark is a function that measures and returns figures; `run.ts` is their table. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /**
   * The same work done by the plainest means in the same run, in the same unit. Machines are noisy:
   * quote the ratio, not the figure.
   */
  readonly baseline?: number;
  /** What another system needs for it on the same kind of machine, in the same unit. */
  readonly peer?: number;
  /** It must not be more than this. */
  readonly bar?: number;
}

export interface BenchmarkSetting {
  /** An empty folder to work in; removed afterwards. */
  readonly folder: string;
  /** Where the reference data is; `undefined` where it is absent. */
  readonly shared: string | undefined;
}

/** `undefined` says that it could not run here, for want of reference data. */
export type Benchmark = (setting: BenchmarkSetting) => Promise<readonly Figure[] | undefined>;

/** The value below which the given share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
