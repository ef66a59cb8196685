/** Edits one snak: what kind it is, and its value. */
import { html, nothing } from 'lit';
import { LightElement } from '../../components/light-element.ts';
import { bdi } from '../../components/text.ts';
import type { SnakDraft } from '../../draft/draft.ts';
import '../../inputs/value-input.ts';
import type { ValueChange, ValueInput } from '../../inputs/value-input.ts';
import type { EditorContext } from '../../components/editor-context.ts';
import { datatypeOf, nameOf } from '../../components/editor-context.ts';

const KINDS = ['value', 'somevalue', 'novalue'] as const;
const kindMessage = {
  value: 'edit-value-known',
  somevalue: 'snak-somevalue',
  novalue: 'snak-novalue',
} as const;

/**
 * @event snak-change - `detail` is the changed `SnakDraft`.
 * @event snak-remove
 */
export class SnakEditor extends LightElement {
  static override properties = {
    context: { attribute: false },
    snak: { attribute: false },
    removable: { type: Boolean },
  };
  declare context: EditorContext;
  declare snak: SnakDraft;
  /** Qualifiers and parts of sources show their property and can go; a main snak cannot. */
  declare removable: boolean;

  constructor() {
    super();
    this.removable = false;
  }

  override focus(): void {
    this.querySelector<ValueInput>('sabir-value-input')?.focus();
  }

  protected override render() {
    const { context, snak, removable } = this;
    const { messages } = context;
    const property = nameOf(context, snak.property);
    return html`<div class="snak-editor">
      ${removable ? html`<span class="label">${bdi(property)}</span>` : nothing}
      <div class="snak-fields">
        <select
          class="narrow"
          aria-label=${`${messages.text('edit-value-kind')}: ${property.text}`}
          @change=${(event: Event) => this.#setKind((event.target as HTMLSelectElement).value)}
        >
          ${KINDS.map(
            (kind) =>
              html`<option value=${kind} ?selected=${kind === snak.kind}>
                ${messages.text(kindMessage[kind])}
              </option>`,
          )}
        </select>
        ${snak.kind === 'value' ? this.#value(property.text) : nothing}
      </div>
      ${
        removable
          ? html`<button
              type="button"
              class="quiet"
              aria-label=${`${messages.text('edit-remove')}: ${property.text}`}
              @click=${() => this.dispatchEvent(new CustomEvent('snak-remove'))}
            >
              ${messages.text('edit-remove')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #value(label: string) {
    const { context, snak } = this;
    const datatype = datatypeOf(context, snak.property);
    if (datatype === undefined || snak.value?.type === 'unknown') {
      return html`<p class="soft">${context.messages.text('edit-not-editable')}</p>`;
    }
    return html`<sabir-value-input
      .context=${context}
      .datatype=${datatype}
      .value=${snak.value}
      .text=${snak.text}
      .circa=${snak.circa === true}
      .keepsCirca=${!this.removable && context.circa !== undefined}
      label=${label}
      @value-change=${(event: CustomEvent<ValueChange>) => this.#tell({ ...snak, ...event.detail })}
    ></sabir-value-input>`;
  }

  #setKind(chosen: string): void {
    const kind = KINDS.find((known) => known === chosen);
    if (kind !== undefined) this.#tell({ ...this.snak, kind });
  }

  #tell(detail: SnakDraft): void {
    this.dispatchEvent(new CustomEvent<SnakDraft>('snak-change', { detail }));
  }
}

customElements.define('sabir-snak-editor', SnakEditor);
