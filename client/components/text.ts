/** Text with its language, in a Lit template. */
import { html, nothing } from 'lit';
import { bcp47 } from '../../schema/model/languages/bcp47.ts';
import type { Text } from '../view/text.ts';

/** The text itself shows its direction: the table of all languages is large. */
export function bdi({ text, language }: Text) {
  return html`<bdi lang=${language === undefined ? nothing : bcp47(language)} dir="auto"
    >${text}</bdi
  >`;
}
