/** The statements as the page shows them, for those that nobody edits: they need not be drawn anew. */
export class StatementPreviews {
  readonly #page: Document;
  readonly #nodes = new Map<string, Node | undefined>();

  constructor(page: Document) {
    this.#page = page;
  }

  /** Always the same node for the same statement. `undefined` for one that the page has not. */
  nodeOf(statementId: string): Node | undefined {
    if (!this.#nodes.has(statementId)) {
      this.#nodes.set(statementId, cloneOf(statementId, this.#page));
    }
    return this.#nodes.get(statementId);
  }

  textOf(statementId: string): string {
    const node = this.nodeOf(statementId);
    const value = node instanceof Element ? node.querySelector('.value') : null;
    return value?.textContent?.trim() ?? '';
  }
}

function cloneOf(statementId: string, page: Document): Node | undefined {
  const shown = page.querySelector(`.entity-body [data-statement="${CSS.escape(statementId)}"]`);
  if (shown === null) return undefined;
  const content = document.createElement('div');
  content.className = 'statement';
  content.dataset['rank'] = (shown as HTMLElement).dataset['rank'] ?? 'normal';
  content.append(...[...shown.childNodes].map((node) => document.importNode(node, true)));
  return content;
}
