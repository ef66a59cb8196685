/** A text field that finds entities by name or id, in the pattern of an ARIA combobox. */
import { html, nothing } from 'lit';
import type { FoundEntity } from '../api/entities.ts';
import { searchEntities } from '../api/entities.ts';
import type { Messages } from '../i18n/message.ts';
import type { Text } from '../view/text.ts';
import { LightElement, uniqueId } from './light-element.ts';
import { bdi } from './text.ts';

/** How long a typist pauses before we ask. */
const PAUSE_MS = 120;

/**
 * @event pick - The reader chose an entity: `detail` is a `FoundEntity`.
 */
export class EntityPicker extends LightElement {
  static override properties = {
    messages: { attribute: false },
    label: {},
    entityType: {},
    language: {},
    chosen: { attribute: false },
    found: { state: true },
    active: { state: true },
    open: { state: true },
  };
  declare messages: Messages;
  /** Accessible name of the field. */
  declare label: string;
  /** `item`, `property` … */
  declare entityType: string;
  declare language: string;
  /** What the field shows as chosen already. */
  declare chosen: Text | undefined;
  declare found: readonly FoundEntity[];
  declare active: number;
  declare open: boolean;

  readonly #id = uniqueId('picker');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request = new AbortController();

  constructor() {
    super();
    this.entityType = 'item';
    this.language = 'en';
    this.label = '';
    this.found = [];
    this.active = -1;
    this.open = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#request.abort();
  }

  override focus(): void {
    this.querySelector('input')?.focus();
  }

  protected override render() {
    const { active, found, open } = this;
    const expanded = open && found.length > 0;
    return html`<div class="picker">
      <input
        role="combobox"
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${expanded ? 'true' : 'false'}
        aria-controls=${`${this.#id}-list`}
        aria-activedescendant=${expanded && active >= 0 ? `${this.#id}-${active}` : nothing}
        placeholder=${this.label}
        .value=${this.chosen?.text ?? ''}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
        @blur=${this.#close}
      />
      <ul id=${`${this.#id}-list`} role="listbox" aria-label=${this.label} ?hidden=${!expanded}>
        ${found.map((entity, index) => this.#option(entity, index))}
      </ul>
      <span class="visually-hidden" role="status">${this.#status()}</span>
    </div>`;
  }

  #option({ id, label, description }: FoundEntity, index: number) {
    return html`<li
      id=${`${this.#id}-${index}`}
      role="option"
      aria-selected=${index === this.active ? 'true' : 'false'}
      @pointerdown=${(event: Event) => this.#onPointer(event, index)}
    >
      ${label === undefined ? nothing : bdi(label)} <span class="id">${id}</span>
      ${description === undefined ? nothing : html`<small>${bdi(description)}</small>`}
    </li>`;
  }

  #status(): string {
    if (!this.open) return '';
    const count = this.found.length;
    return count === 0
      ? this.messages.text('edit-picker-none')
      : this.messages.text('edit-picker-results', count);
  }

  #onInput = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#request.abort();
    if (text === '') {
      this.#close();
      return;
    }
    this.#timer = setTimeout(() => void this.#search(text), PAUSE_MS);
  };

  async #search(text: string): Promise<void> {
    this.#request = new AbortController();
    const { signal } = this.#request;
    // no suggestions are not worth an alarm: the next letter asks again
    const found = await searchEntities(text, this.entityType, this.language, signal).catch(
      () => undefined,
    );
    if (found === undefined || signal.aborted) return;
    this.found = found;
    this.active = found.length > 0 ? 0 : -1;
    this.open = true;
  }

  #onKeydown = (event: KeyboardEvent): void => {
    const last = this.found.length - 1;
    if (event.key === 'ArrowDown') this.active = Math.min(last, this.active + 1);
    else if (event.key === 'ArrowUp') this.active = Math.max(0, this.active - 1);
    else if (event.key === 'Escape' && this.open) this.#close();
    else if (event.key === 'Enter' && this.open && this.active >= 0) this.#pick(this.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #onPointer(event: Event, index: number): void {
    event.preventDefault();
    this.#pick(index);
  }

  #pick(index: number): void {
    const entity = this.found[index];
    if (entity === undefined) return;
    const input = this.querySelector('input');
    if (input !== null) input.value = entity.label?.text ?? entity.id;
    this.#close();
    this.dispatchEvent(new CustomEvent<FoundEntity>('pick', { detail: entity }));
  }

  #close = (): void => {
    this.open = false;
    this.active = -1;
  };
}

customElements.define('sabir-entity-picker', EntityPicker);
