/** Text with its language, in a Lit template. */
import { html, nothing } from 'lit';
import { directionOf } from '../../schema/model/languages/languages.ts';
import type { Text } from '../view/text.ts';

export function bdi({ text, language }: Text) {
  return html`<bdi
    lang=${language ?? nothing}
    dir=${language === undefined ? 'auto' : directionOf(language)}
    >${text}</bdi
  >`;
}
