/** Edits one statement: its value, rank, qualifiers and sources. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { parsePropertyId } from '../../../schema/model/entity-id.ts';
import type { Rank } from '../../../schema/model/statement.ts';
import type { FoundEntity } from '../../api/entities.ts';
import '../../components/entity-picker.ts';
import type { EntityPicker } from '../../components/entity-picker.ts';
import { LightElement, uniqueId } from '../../components/light-element.ts';
import type { ReferenceDraft, SnakDraft, StatementDraft } from '../../draft/draft.ts';
import { emptySnak } from '../../draft/draft.ts';
import type { EditorContext } from '../../components/editor-context.ts';
import { nameOf } from '../../components/editor-context.ts';
import { withMainSnak } from './circa.ts';
import './snak-editor.ts';
import type { SnakEditor } from './snak-editor.ts';

const RANKS: readonly Rank[] = ['preferred', 'normal', 'deprecated'];

/**
 * @event statement-change - `detail` is the changed `StatementDraft`.
 * @event statement-remove
 * @event property-found - `detail` is the `FoundEntity` of a property that is new in the draft.
 */
export class StatementEditor extends LightElement {
  static override properties = {
    context: { attribute: false },
    statement: { attribute: false },
    picking: { state: true },
  };
  declare context: EditorContext;
  declare statement: StatementDraft;
  /** Where a property is being looked for: `qualifier` or the key of a reference. */
  declare picking: string | undefined;

  readonly #id = uniqueId('statement');

  constructor() {
    super();
    this.picking = undefined;
  }

  override focus(): void {
    this.querySelector<SnakEditor>('sabir-snak-editor')?.focus();
  }

  protected override render() {
    const { context, statement } = this;
    const { messages } = context;
    const name = nameOf(context, statement.mainSnak.property).text;
    if (statement.removed) {
      return html`<div class="statement-editor removed">
        <p><bdi>${name}</bdi>: ${messages.text('edit-will-be-removed')}</p>
        <button type="button" class="quiet" @click=${() => this.#tell({ removed: false })}>
          ${messages.text('edit-put-back')}
        </button>
      </div>`;
    }
    return html`<fieldset class="statement-editor">
      <legend class="visually-hidden">${name}</legend>
      <sabir-snak-editor
        .context=${context}
        .snak=${statement.mainSnak}
        @snak-change=${(event: CustomEvent<SnakDraft>) =>
          this.#tell(withMainSnak(statement, event.detail, context.circa))}
      ></sabir-snak-editor>
      ${this.#ranks()} ${this.#qualifiers()}
      ${statement.references.map((reference) => this.#reference(reference))}
      <div class="actions">
        ${this.#action('edit-add-qualifier', () => this.#startPicking('qualifier'))}
        ${this.#action('edit-add-reference', () => this.#addReference())}
        ${this.#action('edit-remove-statement', () =>
          this.dispatchEvent(new CustomEvent('statement-remove')),
        )}
      </div>
    </fieldset>`;
  }

  #action(
    key: 'edit-add-qualifier' | 'edit-add-reference' | 'edit-remove-statement' | 'edit-add-snak',
    act: () => void,
  ) {
    return html`<button type="button" class="quiet" @click=${act}>
      ${this.context.messages.text(key)}
    </button>`;
  }

  #ranks() {
    const { messages } = this.context;
    return html`<div class="ranks" role="radiogroup" aria-label=${messages.text('edit-rank')}>
      ${RANKS.map(
        (rank) =>
          html`<label
            ><input
              type="radio"
              name=${`${this.#id}-rank`}
              .checked=${rank === this.statement.rank}
              @change=${() => this.#tell({ rank })}
            /><span
              >${messages.text(`rank-${rank}`)}
              <small>${messages.text(`rank-${rank}-hint`)}</small></span
            ></label
          >`,
      )}
    </div>`;
  }

  #qualifiers() {
    const { qualifiers } = this.statement;
    const { messages } = this.context;
    if (qualifiers.length === 0 && this.picking !== 'qualifier') return nothing;
    return html`<div class="snak-list" role="group" aria-label=${messages.text('edit-qualifiers')}>
      <span class="label">${messages.text('edit-qualifiers')}</span>
      ${this.#snaks(qualifiers, (changed) => this.#tell({ qualifiers: changed }))}
      ${this.#propertyPicker('qualifier', (snak) =>
        this.#tell({ qualifiers: [...this.statement.qualifiers, snak] }),
      )}
    </div>`;
  }

  #reference(reference: ReferenceDraft) {
    const { messages } = this.context;
    const set = (snaks: readonly SnakDraft[]) => this.#setReference({ ...reference, snaks });
    return html`<div class="snak-list" role="group" aria-label=${messages.text('edit-references')}>
      <span class="label">${messages.text('edit-references')}</span>
      ${this.#snaks(reference.snaks, set)}
      ${this.#propertyPicker(reference.key, (snak) => set([...reference.snaks, snak]))}
      ${
        this.picking === reference.key
          ? nothing
          : this.#action('edit-add-snak', () => this.#startPicking(reference.key))
      }
    </div>`;
  }

  #snaks(snaks: readonly SnakDraft[], set: (changed: readonly SnakDraft[]) => void) {
    return repeat(
      snaks,
      ({ key }) => key,
      (snak) =>
        html`<sabir-snak-editor
          removable
          .context=${this.context}
          .snak=${snak}
          @snak-change=${(event: CustomEvent<SnakDraft>) =>
            set(snaks.map((old) => (old.key === snak.key ? event.detail : old)))}
          @snak-remove=${() => set(snaks.filter(({ key }) => key !== snak.key))}
        ></sabir-snak-editor>`,
    );
  }

  #propertyPicker(place: string, add: (snak: SnakDraft) => void) {
    const { messages, language } = this.context;
    if (this.picking !== place) return nothing;
    return html`<sabir-entity-picker
      .messages=${messages}
      .language=${language}
      .entityType=${'property'}
      label=${messages.text('edit-pick-property')}
      @pick=${(event: CustomEvent<FoundEntity>) => {
        const property = parsePropertyId(event.detail.id);
        if (property === undefined) return;
        this.picking = undefined;
        this.dispatchEvent(new CustomEvent('property-found', { detail: event.detail }));
        const snak = emptySnak(property);
        add(snak);
        void this.#focusSnak(snak.key);
      }}
    ></sabir-entity-picker>`;
  }

  #startPicking(place: string): void {
    this.picking = place;
    void this.updateComplete.then(() =>
      this.querySelector<EntityPicker>('.snak-list > sabir-entity-picker')?.focus(),
    );
  }

  async #focusSnak(key: string): Promise<void> {
    await this.updateComplete;
    const editors = [...this.querySelectorAll<SnakEditor>('sabir-snak-editor')];
    const editor = editors.find(({ snak }) => snak.key === key);
    await editor?.updateComplete;
    editor?.focus();
  }

  #addReference(): void {
    const reference: ReferenceDraft = { key: crypto.randomUUID(), snaks: [] };
    this.#tell({ references: [...this.statement.references, reference] });
    this.#startPicking(reference.key);
  }

  /** A source without any detail left is no source. */
  #setReference(changed: ReferenceDraft): void {
    const references = this.statement.references
      .map((old) => (old.key === changed.key ? changed : old))
      .filter(({ snaks }) => snaks.length > 0);
    this.#tell({ references });
  }

  #tell(change: Partial<StatementDraft>): void {
    const detail = { ...this.statement, ...change };
    this.dispatchEvent(new CustomEvent<StatementDraft>('statement-change', { detail }));
  }
}

customElements.define('sabir-statement-editor', StatementEditor);
