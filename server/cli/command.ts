/** What a command of the command line is. One file a command; `sabir.ts` is their table. */
import type { Config } from '../config.ts';

export interface Arguments {
  readonly positionals: readonly string[];
  /** Value of an option; `undefined` where it was not given. */
  option(name: string): string | undefined;
  flag(name: string): boolean;
}

export interface Command {
  /** What follows `sabir`, for the help: `import FILE…`. */
  readonly usage: string;
  readonly summary: string;
  /** Options with a value and options without, besides the settings. */
  readonly options?: readonly string[];
  readonly flags?: readonly string[];
  /** How many positional arguments it takes. */
  readonly takes: { readonly least: number; readonly most: number };
  /** Resolves to the exit code. Prints what went wrong itself. */
  run(args: Arguments, config: Config): Promise<number>;
}

export const DONE = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;

/** Results go to standard output; all else, progress and complaints, to standard error. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string): void {
  process.stderr.write(`sabir: ${line}\n`);
}
