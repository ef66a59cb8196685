/** The statements of a draft, grouped by property: as on the page, until one is to be edited. */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PropertyId } from '../../../schema/model/entity-id.ts';
import { parsePropertyId } from '../../../schema/model/entity-id.ts';
import type { StatementId } from '../../../schema/model/statement.ts';
import { chunk } from '../../api/chunk.ts';
import type { FoundEntity } from '../../api/entities.ts';
import type { EditorContext } from '../../components/editor-context.ts';
import { nameOf } from '../../components/editor-context.ts';
import '../../components/entity-picker.ts';
import type { EntityPicker } from '../../components/entity-picker.ts';
import { LightElement } from '../../components/light-element.ts';
import { bdi } from '../../components/text.ts';
import type { Draft, StatementDraft } from '../../draft/draft.ts';
import { addStatement, removeStatement, setStatement } from '../../draft/draft.ts';
import type { StatementEditor } from './statement-editor.ts';
import type { StatementPreviews } from './statement-previews.ts';

/**
 * @event draft-change - `detail` is the changed `Draft`.
 * @event property-found - `detail` is the `FoundEntity` of a property that is new in the draft.
 */
export class StatementList extends LightElement {
  static override properties = {
    context: { attribute: false },
    draft: { attribute: false },
    previews: { attribute: false },
    begun: { attribute: false },
    adding: { state: true },
    opened: { state: true },
  };
  declare context: EditorContext;
  declare draft: Draft;
  declare previews: StatementPreviews;
  /** Statements that somebody has begun to edit: open from the start. */
  declare begun: readonly StatementId[];
  declare adding: boolean;
  /** All others are shown as on the page. */
  declare opened: ReadonlySet<StatementId>;

  constructor() {
    super();
    this.begun = [];
    this.adding = false;
    this.opened = new Set();
  }

  protected override firstUpdated(): void {
    if (this.begun.length > 0) void this.context.attempt(() => this.#open(...this.begun));
  }

  protected override render() {
    const groups = [
      ...Map.groupBy(this.draft.statements, ({ mainSnak }) => mainSnak.property),
    ] as const;
    return html`${repeat(
      groups,
      ([property]) => property,
      ([property, statements]) => this.#group(property, statements),
    )}
    ${this.#addition()}`;
  }

  #group(property: PropertyId, statements: readonly StatementDraft[]) {
    const { context } = this;
    const { messages } = context;
    const name = nameOf(context, property);
    return html`<section class="statement-group">
      <h3>${bdi(name)}</h3>
      <div class="statements">
        ${repeat(
          statements,
          ({ id }) => id,
          (statement) =>
            this.opened.has(statement.id)
              ? this.#editor(statement)
              : this.#preview(statement, name.text),
        )}
        <div class="actions">
          <button
            type="button"
            class="quiet"
            aria-label=${`${messages.text('edit-add-value')}: ${name.text}`}
            @click=${() => void context.attempt(() => this.#add(property))}
          >
            ${messages.text('edit-add-value')}
          </button>
        </div>
      </div>
    </section>`;
  }

  #editor(statement: StatementDraft) {
    return html`<sabir-statement-editor
      data-id=${statement.id}
      .context=${this.context}
      .statement=${statement}
      @statement-change=${(event: CustomEvent<StatementDraft>) =>
        this.#tell(setStatement(this.draft, event.detail))}
      @statement-remove=${() => this.#tell(removeStatement(this.draft, statement.id))}
      @property-found=${(event: CustomEvent<FoundEntity>) => this.#tellFound(event.detail)}
    ></sabir-statement-editor>`;
  }

  #preview(statement: StatementDraft, property: string) {
    const { context, draft, previews } = this;
    const { messages } = context;
    const { id, removed } = statement;
    const action = (key: 'nav-edit' | 'edit-remove' | 'edit-put-back', act: () => void) =>
      html`<button
        type="button"
        class="quiet"
        aria-label=${`${messages.text(key)}: ${property} ${previews.textOf(id)}`}
        @click=${act}
      >
        ${messages.text(key)}
      </button>`;
    return html`<div class=${removed ? 'statement-preview removed' : 'statement-preview'}>
      <div>${previews.nodeOf(id)}</div>
      ${
        removed
          ? html`<span class="tag">${messages.text('edit-will-be-removed')}</span>
              ${action('edit-put-back', () => this.#tell(setStatement(draft, { ...statement, removed: false })))}`
          : html`${action('nav-edit', () => void context.attempt(() => this.#openAndFocus(id)))}
            ${action('edit-remove', () => this.#tell(removeStatement(draft, id)))}`
      }
    </div>`;
  }

  #addition() {
    const { messages, language } = this.context;
    if (!this.adding) {
      return html`<button type="button" @click=${this.#startAdding}>
        ${messages.text('edit-add-statement')}
      </button>`;
    }
    return html`<sabir-entity-picker
      class="add-statement"
      .messages=${messages}
      .language=${language}
      .entityType=${'property'}
      label=${messages.text('edit-pick-property')}
      @pick=${(event: CustomEvent<FoundEntity>) => {
        const property = parsePropertyId(event.detail.id);
        if (property === undefined) return;
        this.#tellFound(event.detail);
        this.adding = false;
        void this.context.attempt(() => this.#add(property));
      }}
    ></sabir-entity-picker>`;
  }

  #startAdding = (): void => {
    this.adding = true;
    void this.updateComplete.then(() =>
      this.querySelector<EntityPicker>('.add-statement')?.focus(),
    );
  };

  async #add(property: PropertyId): Promise<void> {
    await loadStatementEditor();
    const changed = addStatement(this.draft, property);
    const id = changed.statements.at(-1)?.id;
    if (id === undefined) return;
    this.#tell(changed);
    await this.#openAndFocus(id);
  }

  /** The inputs with all that they know of dates, numbers and languages are loaded when needed. */
  async #open(...ids: readonly StatementId[]): Promise<void> {
    await loadStatementEditor();
    this.opened = new Set([...this.opened, ...ids]);
  }

  async #openAndFocus(id: StatementId): Promise<void> {
    await this.#open(id);
    await this.updateComplete;
    const editors = [...this.querySelectorAll<StatementEditor>('sabir-statement-editor')];
    const editor = editors.find(({ statement }) => statement.id === id);
    await editor?.updateComplete;
    editor?.focus();
  }

  #tell(detail: Draft): void {
    this.dispatchEvent(new CustomEvent<Draft>('draft-change', { detail }));
  }

  #tellFound(detail: FoundEntity): void {
    this.dispatchEvent(new CustomEvent<FoundEntity>('property-found', { detail }));
  }
}

async function loadStatementEditor(): Promise<void> {
  await chunk(import('./statement-editor.ts'));
}

customElements.define('sabir-statement-list', StatementList);
