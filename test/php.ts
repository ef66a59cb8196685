/** Reads what `serialize()` of PHP writes, as JSON. */

/** Throws where the text is no such value, or where something follows it. */
export function readPhp(text: string): unknown {
  const reader = new PhpReader(Buffer.from(text));
  const value = reader.value();
  if (!reader.done) throw new Error('more than one value');
  return value;
}

/** Lengths count bytes, so it reads bytes. */
class PhpReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(): unknown {
    const type = this.#take(1);
    if (type === 'N') {
      this.#expect(';');
      return null;
    }
    this.#expect(':');
    switch (type) {
      case 'b':
        return this.#until(';') === '1';
      case 'i':
      case 'd':
        return Number(this.#until(';'));
      case 's':
        return this.#string();
      case 'a':
        return this.#array();
      default:
        throw new Error(`no type: ${type}`);
    }
  }

  #string(): string {
    const length = Number(this.#until(':'));
    this.#expect('"');
    const text = this.#take(length);
    this.#expect('";');
    return text;
  }

  /** An array whose keys count from 0 is a list; an empty one could be either. */
  #array(): unknown {
    const length = Number(this.#until(':'));
    this.#expect('{');
    const entries = Array.from({ length }, () => [this.value(), this.value()] as const);
    this.#expect('}');
    const isList = entries.every(([key], index) => key === index);
    return isList
      ? entries.map(([, value]) => value)
      : Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
  }

  #until(end: string): string {
    const at = this.#bytes.indexOf(end, this.#at);
    if (at === -1) throw new Error(`no ${end}`);
    const text = this.#take(at - this.#at);
    this.#expect(end);
    return text;
  }

  #expect(text: string): void {
    if (this.#take(text.length) !== text) throw new Error(`no ${text} at ${this.#at}`);
  }

  #take(length: number): string {
    const text = this.#bytes.toString('utf8', this.#at, this.#at + length);
    this.#at += length;
    return text;
  }
}
