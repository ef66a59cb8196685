/** The aggregates of `GROUP BY` (SPARQL 1.1, section 18.5.1): one accumulator for each group. */
import type { Aggregate } from '../../algebra.ts';
import { arithmetic } from './arithmetic.ts';
import { compareForOrder } from './compare.ts';
import { integer, isNumeric, lexicalText, text } from './value.ts';
import type { Evaluated } from './value.ts';

export interface Accumulator {
  /** `undefined` where the operand fails for this row. */
  add(value: Evaluated): void;
  result(): Evaluated;
}

export function accumulator(aggregate: Aggregate): Accumulator {
  switch (aggregate.name) {
    case 'count':
      return new Count(aggregate.operand === undefined);
    case 'sum':
      return new Sum();
    case 'avg':
      return new Average();
    case 'min':
      return new Extreme(-1);
    case 'max':
      return new Extreme(1);
    case 'sample':
      return new Sample();
    case 'group_concat':
      return new GroupConcat(aggregate.separator);
  }
}

class Count implements Accumulator {
  readonly #countsRows: boolean;
  #count = 0;

  constructor(countsRows: boolean) {
    this.#countsRows = countsRows;
  }

  add(value: Evaluated): void {
    if (this.#countsRows || value !== undefined) this.#count++;
  }

  result(): Evaluated {
    return integer(this.#count);
  }
}

/** One value that is no number spoils the sum. */
class Sum implements Accumulator {
  #sum: Evaluated = integer(0);

  add(value: Evaluated): void {
    if (this.#sum === undefined) return;
    this.#sum =
      value !== undefined && isNumeric(value) ? arithmetic('+', this.#sum, value) : undefined;
  }

  result(): Evaluated {
    return this.#sum;
  }
}

class Average implements Accumulator {
  readonly #sum = new Sum();
  #count = 0;

  add(value: Evaluated): void {
    this.#sum.add(value);
    this.#count++;
  }

  result(): Evaluated {
    const sum = this.#sum.result();
    if (sum === undefined || this.#count === 0) return sum;
    return arithmetic('/', sum, integer(this.#count));
  }
}

/** Minimum or maximum in the order of `ORDER BY`; rows whose operand fails do not count. */
class Extreme implements Accumulator {
  readonly #sign: 1 | -1;
  #best: Evaluated;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  add(value: Evaluated): void {
    if (value === undefined) return;
    if (this.#best === undefined || compareForOrder(value, this.#best) * this.#sign > 0) {
      this.#best = value;
    }
  }

  result(): Evaluated {
    return this.#best;
  }
}

class Sample implements Accumulator {
  #value: Evaluated;

  add(value: Evaluated): void {
    this.#value ??= value;
  }

  result(): Evaluated {
    return this.#value;
  }
}

class GroupConcat implements Accumulator {
  readonly #separator: string;
  #text: string | undefined;

  constructor(separator: string) {
    this.#separator = separator;
  }

  add(value: Evaluated): void {
    if (value === undefined || value.kind === 'blank') return;
    const part = lexicalText(value);
    this.#text = this.#text === undefined ? part : this.#text + this.#separator + part;
  }

  result(): Evaluated {
    return text(this.#text ?? '');
  }
}
