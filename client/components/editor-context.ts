/** What every part of the entity editor needs to know. */
import type { Datatype } from '../../schema/datatypes.ts';
import type { ItemId, PropertyId } from '../../schema/model/entity-id.ts';
import type { EntityName } from '../api/entities.ts';
import type { Messages } from '../i18n/message.ts';
import type { Text } from '../view/text.ts';

export interface EditorContext {
  readonly messages: Messages;
  /** The reader's language, for search and for parsing numbers and dates. */
  readonly language: string;
  /** `https://example.org/entity/`: units are written as IRIs. */
  readonly conceptBase: string;
  /** `undefined` where this wiki has no words for it. */
  readonly circa: CircaQualifier | undefined;
  readonly names: ReadonlyMap<string, EntityName>;
  /** Does what needs the server. When no answer comes, says so and offers to try again. */
  attempt(act: () => Promise<void>): Promise<void>;
}

/** How this wiki says that a date is approximate: two roles of the site settings. */
export interface CircaQualifier {
  readonly property: PropertyId;
  readonly item: ItemId;
}

export function nameOf({ names }: EditorContext, id: string): Text {
  return names.get(id)?.label ?? { text: id, language: undefined };
}

export function datatypeOf({ names }: EditorContext, id: PropertyId): Datatype | undefined {
  return names.get(id)?.datatype;
}
