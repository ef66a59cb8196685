/** From the fields of a request to the values that a module declared. */
import { failure } from '../../../schema/failures.ts';
import { hasKind } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { normalizeText, textFault } from '../../../schema/model/well-formed-text.ts';
import { namespacesOf } from '../titles.ts';
import { ApiError } from './module.ts';
import type { ModuleDeclaration, Parameter } from './module.ts';
import { namesTold } from './names-told.ts';
import { parseTimestamp } from './parse-timestamp.ts';
import type { ApiRequest } from './request.ts';

export type Fields = ReadonlyMap<string, string>;

/** How much at once: more for bots. */
export interface RequestLimits {
  /** Values of a list. */
  readonly values: number;
  /** Whether the larger ones of the declared limits hold. */
  readonly high: boolean;
}

export const LOW_LIMITS: RequestLimits = { values: 50, high: false };
export const HIGH_LIMITS: RequestLimits = { values: 500, high: true };

/** What a `limit` is, where the declaration does not say it. */
export const MOST_ANSWERS = 500;
export const MOST_ANSWERS_OF_BOTS = 5000;

type Reading = Pick<
  ApiRequest,
  'fields' | 'limits' | 'messages' | 'site' | 'warn' | 'warnOfDeprecation'
>;

export function readParameters(
  module: Pick<ModuleDeclaration, 'name' | 'prefix' | 'parameters'>,
  request: Reading,
): Record<string, unknown> | ApiError {
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(module.parameters)) {
    const field = `${module.prefix ?? ''}${name}`;
    const value = new ParameterReader(module.name, field, request).read(parameter);
    if (value instanceof ApiError) return value;
    values[name] = value;
  }
  return values;
}

/** The values that a type of entities can have on this wiki. */
export function typesOn(
  site: SiteSettings,
  { values }: { readonly values: readonly string[] },
): readonly string[] {
  return values.filter((type) => hasKind(site, type));
}

/** Where a value has a `|` in it, the text begins with U+001F, which then separates. */
export function splitValues(text: string): string[] {
  const parts = text.startsWith('\u001f') ? text.slice(1).split('\u001f') : text.split('|');
  return text === '' ? [] : parts.map((part) => part.trim());
}

class ParameterReader {
  readonly #module: string;
  readonly #field: string;
  readonly #request: Reading;

  constructor(module: string, field: string, request: Reading) {
    this.#module = module;
    this.#field = field;
    this.#request = request;
  }

  read(parameter: Parameter): unknown {
    const sent = this.#request.fields.get(this.#field);
    if (sent !== undefined && parameter.deprecated === true) this.#warnOfDeprecation();
    // a field that is there counts as true, whatever it holds
    if (parameter.type === 'boolean') return sent !== undefined;
    const text = sent ?? parameter.default;
    if (text === undefined || (text === '' && parameter.required === true)) {
      return parameter.required === true ? this.#missing() : undefined;
    }
    const reason = textFault(text);
    if (reason !== undefined) {
      return new ApiError('badvalue', [failure('malformed-text', { field: this.#field, reason })]);
    }
    return this.#typed(parameter.secret === true ? text : this.#normalized(text), parameter);
  }

  #typed(text: string, parameter: Exclude<Parameter, { type: 'boolean' }>): unknown {
    switch (parameter.type) {
      case 'string':
        return text;
      case 'user':
        // as in titles, an underscore is a blank
        return text.replaceAll('_', ' ').trim();
      case 'integer':
        return this.#integer(text, parameter);
      case 'limit':
        return this.#limit(text, parameter);
      case 'timestamp':
        return parseTimestamp(text) ?? this.#badValue('a time', 'badtimestamp');
      case 'enum':
        return this.#oneOf(parameter.values, text);
      case 'entity-type':
        return this.#oneOf(typesOn(this.#request.site, parameter), text);
      case 'list':
        return this.#list(text, parameter);
      case 'integers':
        return this.#integers(this.#split(text));
      case 'namespace':
        return this.#namespace(text);
      case 'namespaces':
        return text === '*' ? undefined : this.#namespaces(this.#integers(this.#split(text)));
    }
  }

  #oneOf(values: readonly string[], text: string): string | ApiError {
    return values.includes(text) ? text : this.#badValue(`one of ${values.join(', ')}`);
  }

  #integer(text: string, { min, max }: { min?: number; max?: number }): number | ApiError {
    // clients of MediaWiki ask for as much as there may be
    if (text === 'max' && max !== undefined) return max;
    if (!/^[-+]?\d{1,15}$/.test(text.trim())) return this.#badValue('an integer', 'badinteger');
    const value = Number(text);
    return (min !== undefined && value < min) || (max !== undefined && value > max)
      ? this.#badValue(`between ${min ?? '−∞'} and ${max ?? '∞'}`)
      : value;
  }

  /** As in MediaWiki, one that is too large is no error: less is answered than was asked for. */
  #limit(
    text: string,
    { min = 1, max, highMax }: { min?: number; max?: number; highMax?: number },
  ): number | ApiError {
    const most = this.#request.limits.high
      ? (highMax ?? MOST_ANSWERS_OF_BOTS)
      : (max ?? MOST_ANSWERS);
    if (text === 'max') return most;
    const value = this.#integer(text, { min });
    if (value instanceof ApiError || value <= most) return value;
    this.#warn('api-limit-lowered', this.#field, most);
    return most;
  }

  #list(
    text: string,
    { values, all, allowsDuplicates }: Extract<Parameter, { type: 'list' }>,
  ): readonly string[] | ApiError {
    if (all === true && text === '*') return values ?? [];
    const parts = this.#split(text);
    if (parts instanceof ApiError) return parts;
    const listed = allowsDuplicates === true ? parts : [...new Set(parts)];
    const unknown = values === undefined ? [] : listed.filter((part) => !values.includes(part));
    if (unknown.length === 0) return listed;
    // what nobody knows is left out, so that clients may ask for newer things
    this.#warn('api-unknown-values', this.#field, namesTold(unknown));
    return listed.filter((part) => !unknown.includes(part));
  }

  #integers(parts: readonly string[] | ApiError): readonly number[] | ApiError {
    if (parts instanceof ApiError) return parts;
    const numbers: number[] = [];
    for (const part of parts) {
      const number = this.#integer(part, {});
      if (number instanceof ApiError) return number;
      numbers.push(number);
    }
    return [...new Set(numbers)];
  }

  #namespace(text: string): number | ApiError {
    const number = this.#integer(text, {});
    if (number instanceof ApiError) return number;
    return this.#isNamespace(number) ? number : this.#badValue('the number of a namespace');
  }

  #namespaces(numbers: readonly number[] | ApiError): readonly number[] | ApiError {
    if (numbers instanceof ApiError) return numbers;
    const unknown = numbers.filter((number) => !this.#isNamespace(number));
    if (unknown.length > 0) {
      this.#warn('api-unknown-values', this.#field, namesTold(unknown.map(String)));
    }
    return numbers.filter((number) => !unknown.includes(number));
  }

  #isNamespace(wanted: number): boolean {
    return namespacesOf(this.#request.site).some(({ number }) => number === wanted);
  }

  #split(text: string): readonly string[] | ApiError {
    const parts = splitValues(text);
    const { values: limit } = this.#request.limits;
    if (parts.length > limit) {
      const bounds = { lowlimit: LOW_LIMITS.values, highlimit: HIGH_LIMITS.values };
      return new ApiError('toomanyvalues', [failure('too-many', { field: this.#field, limit })], {
        parameter: this.#field,
        limit,
        ...bounds,
      });
    }
    return parts;
  }

  #normalized(text: string): string {
    const normalized = normalizeText(text);
    if (normalized !== text) this.#warn('api-text-normalized', this.#field);
    return normalized;
  }

  #missing(): ApiError {
    return new ApiError('missingparam', [failure('missing-field', { field: this.#field })]);
  }

  #badValue(expected: string, code = 'badvalue'): ApiError {
    return new ApiError(code, [failure('wrong-type', { field: this.#field, expected })]);
  }

  #warn(
    key: 'api-limit-lowered' | 'api-unknown-values' | 'api-text-normalized',
    ...parameters: (string | number)[]
  ): void {
    this.#request.warn(this.#module, this.#request.messages.text(key, ...parameters));
  }

  #warnOfDeprecation(): void {
    const { messages } = this.#request;
    this.#request.warnOfDeprecation(
      this.#module,
      messages.text('api-deprecated-parameter', this.#field),
    );
  }
}
