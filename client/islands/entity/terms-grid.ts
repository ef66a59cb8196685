/** Edits names and descriptions, one row per language; the reader's own languages first. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type * as LanguageTable from '../../../schema/model/languages/languages.ts';
import type { Language } from '../../../schema/model/languages/languages.ts';
import { chunk } from '../../api/chunk.ts';
import type { EditorContext } from '../../components/editor-context.ts';
import { LightElement, uniqueId } from '../../components/light-element.ts';
import type { TermDraft } from '../../draft/draft.ts';

/** `mul` holds a name that is the same everywhere; a description needs a language. */
const NO_DESCRIPTION = 'mul';

/** A language of the reader, of which the page has told the name. */
export type ReaderLanguage = Pick<Language, 'code' | 'autonym' | 'direction'>;

/**
 * @event term-change - `detail` is the changed `TermDraft`.
 */
export class TermsGrid extends LightElement {
  static override properties = {
    context: { attribute: false },
    terms: { attribute: false },
    preferred: { attribute: false },
    shown: { state: true },
    refused: { state: true },
    table: { state: true },
    unfolded: { state: true },
  };
  declare context: EditorContext;
  declare terms: readonly TermDraft[];
  /** The reader's languages, best first. */
  declare preferred: readonly ReaderLanguage[];
  /** Languages added by hand. */
  declare shown: readonly string[];
  declare refused: string;
  /** All languages there are: loaded when one beside the reader's own is asked for. */
  declare table: typeof LanguageTable | undefined;
  declare unfolded: boolean;

  readonly #id = uniqueId('terms');

  constructor() {
    super();
    this.preferred = [];
    this.shown = [];
    this.refused = '';
    this.unfolded = false;
  }

  protected override render() {
    const { messages } = this.context;
    const [near, others] = this.#rows();
    return html`<div class="terms-grid" role="group" aria-label=${messages.text('edit-terms')}>
        ${this.#headings()} ${this.#list(near)}
      </div>
      <p class="note soft">${messages.text('new-aliases-hint')}</p>
      ${
        others.length === 0
          ? nothing
          : html`<details @toggle=${this.#onToggle}>
              <summary>${messages.text('entity-in-other-languages')} (${others.length})</summary>
              <div class="terms-grid">
                ${this.unfolded ? html`${this.#headings()} ${this.#list(others)}` : nothing}
              </div>
            </details>`
      }
      <form class="actions add-language" @focusin=${this.#onFocus} @submit=${this.#onAdd}>
        <input
          class="narrow"
          name="language"
          list=${this.#id}
          autocomplete="off"
          spellcheck="false"
          aria-label=${messages.text('edit-language-code')}
          placeholder=${messages.text('edit-language-code')}
          aria-invalid=${this.refused === '' ? 'false' : 'true'}
          aria-describedby=${`${this.#id}-note`}
        />
        <datalist id=${this.#id}>
          ${(this.table?.languages ?? []).map(
            ({ code, autonym }) => html`<option value=${code}>${autonym}</option>`,
          )}
        </datalist>
        <button class="quiet">${messages.text('edit-add-language')}</button>
        <span id=${`${this.#id}-note`} class="error-text" aria-live="polite">${this.refused}</span>
      </form>`;
  }

  #list(terms: readonly TermDraft[]) {
    return repeat(
      terms,
      ({ language }) => language,
      (term) => this.#row(term),
    );
  }

  /** For the eye: each field says by itself what it is. */
  #headings() {
    const { messages } = this.context;
    return html`<div class="terms-row terms-head small soft" aria-hidden="true">
      <span>${messages.text('entity-language')}</span>
      <span>${messages.text('entity-label')}</span>
      <span>${messages.text('entity-description')}</span>
      <span>${messages.text('entity-aliases')}</span>
    </div>`;
  }

  /** The reader's languages, of which the first has a row even if it is empty; then all others. */
  #rows(): [TermDraft[], TermDraft[]] {
    const known = new Map(this.terms.map((term) => [term.language, term]));
    const wanted = this.preferred
      .map(({ code }) => code)
      .filter((code, index) => index === 0 || known.has(code));
    const near = [...new Set([...this.shown, ...wanted])];
    const others = this.terms.filter(({ language }) => !near.includes(language));
    return [near.map((code) => known.get(code) ?? emptyTerm(code)), others];
  }

  #row(term: TermDraft) {
    const { messages } = this.context;
    const { language } = term;
    const { autonym, direction } = this.#language(language);
    const field = (
      key: 'entity-label' | 'entity-description' | 'entity-aliases',
      value: string,
      change: (text: string) => Partial<TermDraft>,
    ) =>
      html`<input
        type="text"
        lang=${language}
        dir=${direction}
        aria-label=${`${messages.text(key)} (${autonym})`}
        placeholder=${messages.text(key)}
        .value=${value}
        @input=${(event: Event) =>
          this.#tell({ ...term, ...change((event.target as HTMLInputElement).value) })}
      />`;
    return html`<div class="terms-row">
      <span class="label"
        ><bdi lang=${language} dir=${direction}>${autonym}</bdi>
        <span class="id">${language}</span></span
      >
      ${field('entity-label', term.label, (label) => ({ label }))}
      ${
        language === NO_DESCRIPTION
          ? html`<span></span>`
          : field('entity-description', term.description, (description) => ({ description }))
      }
      ${field('entity-aliases', term.aliases, (aliases) => ({ aliases }))}
    </div>`;
  }

  #language(code: string): Pick<Language, 'autonym' | 'direction'> {
    const known = this.preferred.find((language) => language.code === code);
    return known ?? this.table?.language(code) ?? { autonym: code, direction: 'ltr' };
  }

  #onToggle = (event: Event): void => {
    const { open } = event.target as HTMLDetailsElement;
    if (!open) return;
    void this.context.attempt(async () => {
      await this.#loadTable();
      this.unfolded = true;
    });
  };

  #onFocus = (): void => {
    void this.context.attempt(async () => {
      await this.#loadTable();
    });
  };

  async #loadTable(): Promise<typeof LanguageTable> {
    this.table = await chunk(import('../../../schema/model/languages/languages.ts'));
    return this.table;
  }

  #onAdd = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.context.attempt(() => this.#add(form));
  };

  async #add(form: HTMLFormElement): Promise<void> {
    const { isTermLanguage } = await this.#loadTable();
    const code = (form.querySelector('input')?.value ?? '').trim().toLowerCase();
    if (!isTermLanguage(code)) {
      this.refused = this.context.messages.text('failure-unknown-language', code);
      return;
    }
    this.refused = '';
    this.shown = [code, ...this.shown.filter((known) => known !== code)];
    form.reset();
    await this.updateComplete;
    this.querySelector<HTMLElement>('.terms-row input')?.focus();
  }

  #tell(detail: TermDraft): void {
    this.dispatchEvent(new CustomEvent<TermDraft>('term-change', { detail }));
  }
}

function emptyTerm(language: string): TermDraft {
  return { language, label: '', description: '', aliases: '' };
}

customElements.define('sabir-terms-grid', TermsGrid);
