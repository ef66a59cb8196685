/** Pages whose content is text: talk, user pages, saved queries, rules, schemas, messages. */
export const textPageKinds = [
  'entity-schema',
  'rule',
  'talk',
  'user-page',
  'saved-query',
  'interface-message',
] as const;
export type TextPageKind = (typeof textPageKinds)[number];

export interface TextPage {
  readonly type: TextPageKind;
  readonly id: string;
  readonly text: string;
}
