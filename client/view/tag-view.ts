/** What readers are shown of tags: those of the software have names in every language. */
import { isSoftwareTag } from '../../schema/model/change-tags.ts';
import type { Messages } from '../i18n/message.ts';

export function tagName(tag: string, messages: Messages): string {
  return isSoftwareTag(tag) ? messages.text(`tag-${tag}`) : tag;
}

/** `own` are the words of whoever defined the tag. */
export function tagDescription(tag: string, own: string | undefined, messages: Messages): string {
  return isSoftwareTag(tag) ? messages.text(`tag-${tag}-description`) : (own ?? '');
}
