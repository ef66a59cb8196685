/** The numbers of languages: what the ids of texts in a language have for their sub. */
import type { Database, Statement } from '../../sqlite/database.ts';

const MOST_LANGUAGES = 2 ** 16;

export class Languages {
  readonly #all: Statement;
  readonly #insert: Statement;
  readonly #numbers = new Map<string, number>();
  #names: string[] = [];

  constructor(db: Database) {
    this.#all = db.prepare('SELECT language FROM term_language ORDER BY number').pluck();
    this.#insert = db.prepare('INSERT INTO term_language VALUES (?, ?)');
  }

  /** Numbers a language that has none; `undefined` where there are no numbers left. */
  numberOf(language: string): number | undefined {
    const known = this.#numbers.get(language);
    if (known !== undefined) return known;
    this.#read();
    const stored = this.#numbers.get(language);
    if (stored !== undefined || this.#names.length >= MOST_LANGUAGES) return stored;
    const number = this.#names.length;
    this.#insert.run(number, language);
    this.#names.push(language);
    this.#numbers.set(language, number);
    return number;
  }

  nameOf(number: number): string {
    if (number >= this.#names.length) this.#read();
    const name = this.#names[number];
    if (name === undefined) throw new RangeError(`No language has the number ${number}`);
    return name;
  }

  /** After a rollback the lost numbers are given to other languages. */
  forget(): void {
    this.#names = [];
    this.#numbers.clear();
  }

  #read(): void {
    this.#names = this.#all.all() as string[];
    this.#numbers.clear();
    for (const [number, name] of this.#names.entries()) this.#numbers.set(name, number);
  }
}
