/**
 * The editor of an item or property, in place of its read view: one draft, one edit, one revision.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EntityId, PropertyId } from '../../../schema/model/entity-id.ts';
import { parsePropertyId } from '../../../schema/model/entity-id.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';
import type { EntityName, FoundEntity } from '../../api/entities.ts';
import { loadEntity, loadNames } from '../../api/entities.ts';
import type { CircaQualifier, EditorContext } from '../../components/editor-context.ts';
import { datatypeOf, nameOf } from '../../components/editor-context.ts';
import '../../components/entity-picker.ts';
import type { EntityPicker } from '../../components/entity-picker.ts';
import { LightElement } from '../../components/light-element.ts';
import { bdi } from '../../components/text.ts';
import { forgetDraft, keepDraft, keptDraft } from '../../draft/autosave.ts';
import type { Draft, StatementDraft, TermDraft } from '../../draft/draft.ts';
import {
  addStatement,
  changedIds,
  changesOf,
  countChanges,
  draftOf,
  incompleteSnaks,
  removeStatement,
  setStatement,
  setTerm,
} from '../../draft/draft.ts';
import { publish } from '../../draft/publish.ts';
import type { Messages } from '../../i18n/message.ts';
import './draft-bar.ts';
import type { BarState } from './draft-bar.ts';
import type { StatementEditor } from './statement-editor.ts';
import { StatementPreviews } from './statement-previews.ts';
import './terms-grid.ts';

/**
 * @event close - The reader threw the draft away.
 * @event saved - `detail` is the id of the new revision.
 */
export class EntityEditor extends LightElement {
  static override properties = {
    messages: { attribute: false },
    entityId: {},
    conceptBase: {},
    languages: { attribute: false },
    circa: { attribute: false },
    draft: { state: true },
    names: { state: true },
    problem: { state: true },
    barState: { state: true },
    restored: { state: true },
    adding: { state: true },
    opened: { state: true },
  };
  declare messages: Messages;
  declare entityId: EntityId;
  declare conceptBase: string;
  /** The reader's languages, best first. */
  declare languages: readonly string[];
  declare circa: CircaQualifier | undefined;
  /** `undefined` while the entity is loading. */
  declare draft: Draft | undefined;
  declare names: ReadonlyMap<string, EntityName>;
  declare problem: string;
  declare barState: BarState;
  declare restored: boolean;
  declare adding: boolean;
  /** Ids of the statements that are being edited; all others are shown as on the page. */
  declare opened: ReadonlySet<string>;

  readonly #previews = new StatementPreviews();
  #base: Draft | undefined;
  #baseRevisionId = 0;
  #summary = '';

  constructor() {
    super();
    this.conceptBase = '';
    this.languages = ['en'];
    this.names = new Map();
    this.problem = '';
    this.barState = 'editing';
    this.restored = false;
    this.adding = false;
    this.opened = new Set();
  }

  /** Loads the entity, and the draft that was left open, if there is one. */
  async load(): Promise<void> {
    const { entity, revisionId } = await loadEntity(this.entityId);
    const offered = this.circa === undefined ? [] : [this.circa.property, this.circa.item];
    const mentioned = new Set([...mentionedEntities(entity), ...offered]);
    this.names = await loadNames([...mentioned], this.#language);
    this.#base = draftOf(entity);
    this.#baseRevisionId = revisionId;
    const kept = keptDraft(this.entityId);
    if (kept !== undefined) await this.#restore(kept);
    else this.draft = this.#base;
    await this.updateComplete;
    this.querySelector<HTMLElement>('input')?.focus();
  }

  /** Continues the kept draft from the revision on which it was begun: a conflict will be found. */
  async #restore(kept: NonNullable<ReturnType<typeof keptDraft>>): Promise<void> {
    this.#base = kept.base;
    this.#baseRevisionId = kept.baseRevisionId;
    this.#summary = kept.summary;
    await this.#open(...changedIds(kept.base, kept.draft));
    this.draft = kept.draft;
    this.restored = true;
    const mentioned = kept.draft.statements.map(({ mainSnak }) => mainSnak.property);
    const unknown = mentioned.filter((id) => !this.names.has(id));
    this.names = new Map([...this.names, ...(await loadNames(unknown, this.#language))]);
  }

  protected override render() {
    const { draft, messages } = this;
    if (draft === undefined || this.#base === undefined) return nothing;
    return html`<div class="entity-editor" @keydown=${this.#onKeydown}>
      ${this.restored ? html`<p class="notice">${messages.text('edit-restored')}</p>` : nothing}
      <section>
        <h2>${messages.text('edit-terms')}</h2>
        <sabir-terms-grid
          .context=${this.#context}
          .terms=${draft.terms}
          .preferred=${this.languages}
          @term-change=${(event: CustomEvent<TermDraft>) =>
            this.#change(setTerm(draft, event.detail))}
        ></sabir-terms-grid>
      </section>
      <section>
        <h2>${messages.text('entity-statements')}</h2>
        ${repeat(
          this.#groups(draft),
          ([property]) => property,
          ([property, statements]) => this.#group(draft, property, statements),
        )}
        ${this.#addition(draft)}
      </section>
      <sabir-draft-bar
        .messages=${messages}
        .changes=${countChanges(this.#base, draft)}
        .state=${this.barState}
        .problem=${this.problem}
        .summary=${this.#summary}
        currentPage=${`/wiki/${this.entityId}`}
        @publish=${(event: CustomEvent<string>) => void this.#publish(event.detail)}
        @cancel=${this.#cancel}
        @rebase=${() => void this.#rebase()}
      ></sabir-draft-bar>
    </div>`;
  }

  #groups(draft: Draft): [PropertyId, StatementDraft[]][] {
    return [...Map.groupBy(draft.statements, ({ mainSnak }) => mainSnak.property)];
  }

  #group(draft: Draft, property: PropertyId, statements: readonly StatementDraft[]) {
    const name = nameOf(this.#context, property);
    return html`<section class="statement-group">
      <h3>${bdi(name)}</h3>
      <div class="statements">
        ${repeat(
          statements,
          ({ id }) => id,
          (statement) =>
            this.opened.has(statement.id)
              ? this.#editor(draft, statement)
              : this.#preview(draft, statement, name.text),
        )}
        <div class="actions">
          <button
            type="button"
            class="quiet"
            aria-label=${`${this.messages.text('edit-add-value')}: ${name.text}`}
            @click=${() => void this.#add(draft, property)}
          >
            ${this.messages.text('edit-add-value')}
          </button>
        </div>
      </div>
    </section>`;
  }

  #editor(draft: Draft, statement: StatementDraft) {
    return html`<sabir-statement-editor
      data-id=${statement.id}
      .context=${this.#context}
      .statement=${statement}
      @statement-change=${(event: CustomEvent<StatementDraft>) =>
        this.#change(setStatement(draft, event.detail))}
      @statement-remove=${() => this.#change(removeStatement(draft, statement.id))}
      @property-found=${(event: CustomEvent<FoundEntity>) => this.#learn(event.detail)}
    ></sabir-statement-editor>`;
  }

  #preview(draft: Draft, statement: StatementDraft, property: string) {
    const { messages } = this;
    const { id, removed } = statement;
    const action = (key: 'nav-edit' | 'edit-remove' | 'edit-put-back', act: () => void) =>
      html`<button
        type="button"
        class="quiet"
        aria-label=${`${messages.text(key)}: ${property} ${this.#previews.textOf(id)}`}
        @click=${act}
      >
        ${messages.text(key)}
      </button>`;
    return html`<div class=${removed ? 'statement-preview removed' : 'statement-preview'}>
      <div>${this.#previews.nodeOf(id)}</div>
      ${
        removed
          ? html`<span class="tag">${messages.text('edit-will-be-removed')}</span>
              ${action('edit-put-back', () => this.#change(setStatement(draft, { ...statement, removed: false })))}`
          : html`${action('nav-edit', () => void this.#openAndFocus(id))}
            ${action('edit-remove', () => this.#change(removeStatement(draft, id)))}`
      }
    </div>`;
  }

  /** The inputs with all that they know of dates, numbers and languages are loaded when needed. */
  async #open(...ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await import('./statement-editor.ts');
    this.opened = new Set([...this.opened, ...ids]);
  }

  async #openAndFocus(id: string): Promise<void> {
    await this.#open(id);
    await this.#focusStatement(id);
  }

  #addition(draft: Draft) {
    const { messages } = this;
    if (!this.adding) {
      return html`<button type="button" @click=${this.#startAdding}>
        ${messages.text('edit-add-statement')}
      </button>`;
    }
    return html`<sabir-entity-picker
      class="add-statement"
      .messages=${messages}
      .language=${this.#language}
      .entityType=${'property'}
      label=${messages.text('edit-pick-property')}
      @pick=${(event: CustomEvent<FoundEntity>) => {
        const property = parsePropertyId(event.detail.id);
        if (property === undefined) return;
        this.#learn(event.detail);
        this.adding = false;
        void this.#add(draft, property);
      }}
    ></sabir-entity-picker>`;
  }

  #startAdding = (): void => {
    this.adding = true;
    void this.updateComplete.then(() =>
      this.querySelector<EntityPicker>('.add-statement')?.focus(),
    );
  };

  async #add(draft: Draft, property: PropertyId): Promise<void> {
    const changed = addStatement(draft, property);
    const id = changed.statements.at(-1)?.id;
    if (id === undefined) return;
    await this.#open(id);
    this.#change(changed);
    await this.#focusStatement(id);
  }

  async #focusStatement(id: string): Promise<void> {
    await this.updateComplete;
    const editors = [...this.querySelectorAll<StatementEditor>('sabir-statement-editor')];
    const editor = editors.find(({ statement }) => statement.id === id);
    await editor?.updateComplete;
    editor?.focus();
  }

  #learn({ id, label, datatype }: FoundEntity): void {
    this.names = new Map([...this.names, [id, { id, label, datatype }]]);
  }

  #change(draft: Draft): void {
    this.draft = draft;
    this.problem = '';
    this.#keep();
  }

  #keep(): void {
    const base = this.#base;
    if (base === undefined || this.draft === undefined) return;
    if (countChanges(base, this.draft) === 0) forgetDraft(this.entityId);
    else {
      const { draft } = this;
      const kept = { baseRevisionId: this.#baseRevisionId, base, draft, summary: this.#summary };
      keepDraft(this.entityId, kept);
    }
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.querySelector<HTMLFormElement>('.draft-bar')?.requestSubmit();
  };

  async #publish(summary: string): Promise<void> {
    const { draft, messages } = this;
    if (draft === undefined || this.#base === undefined) return;
    this.#summary = summary;
    if (incompleteSnaks(draft).length > 0) {
      this.problem = messages.text('edit-fix-errors');
      this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    this.problem = '';
    this.barState = 'saving';
    const context = this.#context;
    const data = changesOf(this.#base, draft, (id) => datatypeOf(context, id));
    const { entityId: id } = this;
    const result = await publish({ id, baseRevisionId: this.#baseRevisionId, data, summary });
    this.barState = result.outcome === 'conflict' ? 'conflict' : 'editing';
    switch (result.outcome) {
      case 'saved':
        forgetDraft(id);
        this.dispatchEvent(new CustomEvent<number>('saved', { detail: result.revisionId }));
        return;
      case 'conflict':
        this.problem = messages.text('edit-conflict');
        return;
      case 'offline':
        this.problem = messages.text('edit-offline');
        return;
      case 'refused':
        this.problem = result.reason;
    }
  }

  /** What the draft changes wins over what others did there; everything else stays theirs. */
  async #rebase(): Promise<void> {
    const { revisionId } = await loadEntity(this.entityId);
    this.#baseRevisionId = revisionId;
    this.barState = 'editing';
    this.problem = '';
    this.#keep();
  }

  #cancel = (): void => {
    forgetDraft(this.entityId);
    this.dispatchEvent(new CustomEvent('close'));
  };

  get #language(): string {
    return this.languages[0] ?? 'en';
  }

  get #context(): EditorContext {
    const { messages, names, conceptBase, circa } = this;
    const usable = circa !== undefined && names.get(circa.property)?.datatype === 'wikibase-item';
    return {
      messages,
      names,
      conceptBase,
      circa: usable ? circa : undefined,
      language: this.#language,
    };
  }
}

customElements.define('sabir-entity-editor', EntityEditor);
