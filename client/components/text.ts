/** Text with its language, in a Lit template. */
import { html, nothing } from 'lit';
import { bcp47 } from '../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../schema/model/languages/languages.ts';
import type { Text } from '../view/text.ts';

export function bdi({ text, language }: Text) {
  return html`<bdi
    lang=${language === undefined ? nothing : bcp47(language)}
    dir=${language === undefined ? 'auto' : directionOf(language)}
    >${text}</bdi
  >`;
}
