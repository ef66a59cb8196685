/**
 * What the API says of itself: a sentence for each module, parameter, example, and for values that
 * do not speak for themselves. Apart from the messages of the interface, which browsers load.
 *
 * A parameter of `query+info` is described under `api-query+info-param-NAME`, else under
 * `api-param-NAME`, which the modules share that have one of the same name and meaning; its values
 * likewise. `$1` is the prefix of the module, `$2` the kind of token that it wants; what programs
 * write stands between backticks.
 */
import { KEY_LANGUAGE } from '../../../../client/i18n/catalogues.ts';
import type { ModuleDeclaration } from '../module.ts';
import type { CataloguedModule } from './catalogue.ts';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

type Sentences = Readonly<Record<string, string>>;

/** As translated: what is missing falls back to English. */
export const sentences: Readonly<Record<string, Sentences>> = { de, en, fr };

export interface Description {
  readonly key: string;
  /** What stands for `$1` and `$2`. */
  readonly parameters: readonly string[];
  readonly text: string;
  readonly language: string;
}

export interface ValueDescription extends Description {
  readonly value: string;
}

type Described = Pick<CataloguedModule, 'path' | 'declaration'>;

export class Descriptions {
  readonly #languages: readonly string[];

  /** In the first of these languages that has the sentence. */
  constructor(languages: readonly string[]) {
    this.#languages = languages;
  }

  module({ path, declaration }: Described): Description | undefined {
    return this.#find([`api-${path}-summary`], declaration);
  }

  parameter({ path, declaration }: Described, name: string): Description | undefined {
    return this.#find(parameterKeys(path, name), declaration);
  }

  /** In the order of the values. One with `!` before it is the opposite, and needs no words. */
  values(
    { path, declaration }: Described,
    name: string,
    values: readonly string[],
  ): ValueDescription[] {
    return values.flatMap((value) => {
      const found = this.#find(valueKeys(path, name, value), declaration);
      return found === undefined ? [] : [{ ...found, value }];
    });
  }

  /** `index` counts from 0, the keys from 1. */
  example({ path, declaration }: Described, index: number): Description | undefined {
    return this.#find([`api-${path}-example-${index + 1}`], declaration);
  }

  #find(
    keys: readonly string[],
    { prefix = '', token }: ModuleDeclaration,
  ): Description | undefined {
    const key = keys.find((each) => each in en);
    if (key === undefined) return undefined;
    const parameters = token === undefined ? [prefix] : [prefix, token];
    const language =
      this.#languages.find((code) => code === KEY_LANGUAGE || has(code, key)) ?? 'en';
    const text = sentences[language]?.[key] ?? `(${key})`;
    return {
      key,
      parameters,
      text: text.replaceAll('$1', prefix).replaceAll('$2', token ?? ''),
      language,
    };
  }
}

/** Where the description of a parameter is looked for, first what is only this module's. */
export function parameterKeys(path: string, name: string): readonly string[] {
  return [`api-${path}-param-${name}`, `api-param-${name}`];
}

export function valueKeys(path: string, name: string, value: string): readonly string[] {
  return [`api-${path}-value-${name}-${value}`, `api-value-${name}-${value}`];
}

function has(language: string, key: string): boolean {
  return Object.hasOwn(sentences, language) && Object.hasOwn(sentences[language] ?? {}, key);
}
