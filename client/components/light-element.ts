/** A Lit element without a shadow: the page's own styles, labels and form rules hold inside it. */
import { LitElement } from 'lit';

export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

let lastId = 0;

/** An id for a label or description to point at. */
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
