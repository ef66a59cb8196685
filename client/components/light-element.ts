/** A Lit element without a shadow: the page's own styles, labels and form rules hold inside it. */
import { LitElement } from 'lit';

export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Complete is what is complete all the way down: then the focus can go to the innermost field. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    const inner = [...this.querySelectorAll('*')].filter((node) => node instanceof LightElement);
    await Promise.all(inner.map((element) => element.updateComplete));
    return complete;
  }
}

let lastId = 0;

/** An id for a label or description to point at. */
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
