/**
 * What a view needs to know besides the thing it shows: the reader, and the names of everything
 * that is mentioned. Pages fill it from the store, islands from the page and the API.
 */
import type { Messages } from '../i18n/message.ts';
import type { Datatype } from '../../schema/datatypes.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import type { Text } from './text.ts';

export interface ViewContext {
  readonly messages: Messages;
  /** The reader's languages, best first. */
  readonly languages: readonly string[];
  readonly site: SiteSettings;
  /** The moment that is shown, as addresses name it; links lead to the same. */
  readonly asOf?: string | undefined;
  /** The name of an entity in the best language there is; `undefined` if it has none. */
  label(id: string): Text | undefined;
  datatypeOf(property: PropertyId): Datatype | undefined;
  /** Where an external identifier of this property leads, with `$1` in its place. */
  formatterUrlOf(property: PropertyId): string | undefined;
}

/** The first of the reader's languages in which `terms` say something, else any language. */
export function bestTerm(
  terms: ReadonlyMap<string, string>,
  languages: readonly string[],
): Text | undefined {
  const language = languages.find((code) => terms.has(code)) ?? terms.keys().next().value;
  const text = language === undefined ? undefined : terms.get(language);
  return text === undefined ? undefined : { text, language };
}
