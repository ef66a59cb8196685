/** Edits names and descriptions, one row per language; the reader's own languages first. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EditorContext } from '../../components/editor-context.ts';
import { LightElement, uniqueId } from '../../components/light-element.ts';
import type { TermDraft } from '../../draft/draft.ts';
import {
  directionOf,
  isTermLanguage,
  language as languageEntry,
  languages,
} from '../../../schema/model/languages/languages.ts';

/** `mul` holds a name that is the same everywhere; a description needs a language. */
const NO_DESCRIPTION = 'mul';

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
  };
  declare context: EditorContext;
  declare terms: readonly TermDraft[];
  /** The reader's languages, best first. */
  declare preferred: readonly string[];
  /** Languages added by hand. */
  declare shown: readonly string[];
  declare refused: string;

  readonly #id = uniqueId('terms');

  constructor() {
    super();
    this.preferred = [];
    this.shown = [];
    this.refused = '';
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
          : html`<details>
              <summary>${messages.text('entity-in-other-languages')} (${others.length})</summary>
              <div class="terms-grid">${this.#headings()} ${this.#list(others)}</div>
            </details>`
      }
      <form class="actions add-language" @submit=${this.#onAdd}>
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
          ${languages.map(({ code, autonym }) => html`<option value=${code}>${autonym}</option>`)}
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
    const wanted = this.preferred.filter((code, index) => index === 0 || known.has(code));
    const near = [...new Set([...this.shown, ...wanted])];
    const others = this.terms.filter(({ language }) => !near.includes(language));
    return [near.map((code) => known.get(code) ?? emptyTerm(code)), others];
  }

  #row(term: TermDraft) {
    const { messages } = this.context;
    const { language } = term;
    const autonym = languageEntry(language)?.autonym ?? language;
    const direction = directionOf(language);
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

  #onAdd = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const code = (form.querySelector('input')?.value ?? '').trim().toLowerCase();
    if (!isTermLanguage(code)) {
      this.refused = this.context.messages.text('failure-unknown-language', code);
      return;
    }
    this.refused = '';
    this.shown = [code, ...this.shown.filter((known) => known !== code)];
    form.reset();
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>('.terms-row input')?.focus(),
    );
  };

  #tell(detail: TermDraft): void {
    this.dispatchEvent(new CustomEvent<TermDraft>('term-change', { detail }));
  }
}

function emptyTerm(language: string): TermDraft {
  return { language, label: '', description: '', aliases: '' };
}

customElements.define('sabir-terms-grid', TermsGrid);
