/** The bar that stays in sight while a draft is open: how much was changed, why, and out. */
import { html, nothing } from 'lit';
import { LightElement, uniqueId } from '../../components/light-element.ts';
import type { Messages } from '../../i18n/message.ts';

export type BarState = 'editing' | 'saving' | 'conflict';

/**
 * @event publish - `detail` is the summary.
 * @event cancel
 * @event retry - Do again what could not be done; only where `retryable`.
 * @event rebase - After a conflict: put the draft on top of the current revision.
 */
export class DraftBar extends LightElement {
  static override properties = {
    messages: { attribute: false },
    changes: { type: Number },
    state: {},
    problem: {},
    currentPage: {},
    summary: {},
    retryable: { type: Boolean },
  };
  declare messages: Messages;
  declare changes: number;
  declare state: BarState;
  /** Why the last attempt failed; empty where it did not. */
  declare problem: string;
  declare currentPage: string;
  declare summary: string;
  declare retryable: boolean;

  readonly #id = uniqueId('summary');

  constructor() {
    super();
    this.changes = 0;
    this.state = 'editing';
    this.problem = '';
    this.currentPage = '';
    this.summary = '';
    this.retryable = false;
  }

  protected override render() {
    const { messages, changes, state, problem } = this;
    return html`<form class="draft-bar" @submit=${this.#onSubmit}>
      <div role="alert">
        ${problem === '' ? nothing : html`<p class="notice error">${problem}</p>`}
      </div>
      ${this.retryable ? this.#retry() : nothing}
      ${state === 'conflict' && !this.retryable ? this.#conflict() : nothing}
      <div class="draft-bar-row">
        <p role="status" class="small">
          ${
            changes === 0
              ? messages.text('edit-no-changes')
              : messages.text('edit-changes', changes)
          }
        </p>
        <label class="visually-hidden" for=${this.#id}>${messages.text('edit-summary')}</label>
        <input
          id=${this.#id}
          type="text"
          dir="auto"
          maxlength="500"
          placeholder=${messages.text('edit-summary-hint')}
          .value=${this.summary}
          @input=${(event: Event) => {
            this.summary = (event.target as HTMLInputElement).value;
          }}
        />
        <button class="primary" ?disabled=${changes === 0 || state === 'saving'}>
          ${state === 'saving' ? messages.text('edit-saving') : messages.text('edit-publish')}
        </button>
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>
          ${changes === 0 ? messages.text('edit-cancel') : messages.text('edit-discard')}
        </button>
      </div>
    </form>`;
  }

  #retry() {
    return html`<div class="actions">
      <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('retry'))}>
        ${this.messages.text('edit-retry')}
      </button>
    </div>`;
  }

  #conflict() {
    return html`<div class="actions">
      <a class="button" href=${this.currentPage} target="_blank"
        >${this.messages.text('edit-conflict-see')}</a
      >
      <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('rebase'))}>
        ${this.messages.text('edit-conflict-rebase')}
      </button>
    </div>`;
  }

  #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<string>('publish', { detail: this.summary }));
  };
}

customElements.define('sabir-draft-bar', DraftBar);
