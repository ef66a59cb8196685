/** Finished JSON, which an answer takes over as it stands instead of building and writing it again. */
export interface JsonText {
  /** Only with `ascii` is everything beyond ASCII escaped. */
  write(ascii: boolean): string;
}

export function isJsonText(value: unknown): value is JsonText {
  return value instanceof Piece || value instanceof Members;
}

export function jsonText(value: unknown): JsonText {
  return new Piece(JSON.stringify(value));
}

/** An object of finished members. */
export function jsonObject(members: Iterable<readonly [string, JsonText]>): JsonText {
  return new Members([...members]);
}

/** Characters beyond ASCII as JSON escapes them, in a text that is JSON. */
export function asciiJson(text: string): string {
  return text.replaceAll(/[\u0080-\uffff]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Remembers its escaped form, since most clients ask for that. */
class Piece implements JsonText {
  readonly #text: string;
  #ascii: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  write(ascii: boolean): string {
    return ascii ? (this.#ascii ??= asciiJson(this.#text)) : this.#text;
  }
}

class Members implements JsonText {
  readonly #members: readonly (readonly [string, JsonText])[];

  constructor(members: readonly (readonly [string, JsonText])[]) {
    this.#members = members;
  }

  write(ascii: boolean): string {
    let text = '{';
    for (const [name, value] of this.#members) {
      if (text !== '{') text += ',';
      const key = JSON.stringify(name);
      text += `${ascii ? asciiJson(key) : key}:${value.write(ascii)}`;
    }
    return `${text}}`;
  }
}
