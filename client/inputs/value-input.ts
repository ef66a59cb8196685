/**
 * The input for one value. What is typed is parsed at once, by the same code that the server uses,
 * and said back as it was understood.
 */
import { html, nothing } from 'lit';
import type { Datatype } from '../../schema/datatypes.ts';
import type { Failure } from '../../schema/failures.ts';
import type { DataValue } from '../../schema/model/data-value.ts';
import { JULIAN_CALENDAR, UNITLESS } from '../../schema/model/data-value.ts';
import { parseEntityId } from '../../schema/model/entity-id.ts';
import { languages } from '../../schema/model/languages/languages.ts';
import { directionOf } from '../../schema/model/languages/languages.ts';
import { idInConceptIri } from '../../schema/model/mentions.ts';
import type { ParseOptions } from '../../schema/model/values/parse-options.ts';
import { formatValue, parseValue } from '../../schema/model/values/value.ts';
import type { FoundEntity } from '../api/entities.ts';
import '../components/entity-picker.ts';
import { LightElement, uniqueId } from '../components/light-element.ts';
import type { EditorContext } from '../components/editor-context.ts';
import { nameOf } from '../components/editor-context.ts';
import type { Text } from '../view/text.ts';
import { failureText } from '../view/failure-view.ts';

export interface ValueChange {
  /** `undefined` while the text is no value. */
  readonly value: DataValue | undefined;
  readonly text: string;
}

type EntityDatatype = 'wikibase-item' | 'wikibase-property' | 'wikibase-lexeme';
const pickedType: Readonly<Record<EntityDatatype, string>> = {
  'wikibase-item': 'item',
  'wikibase-property': 'property',
  'wikibase-lexeme': 'lexeme',
};

/** Datatypes whose text leaves room for misunderstanding: these are said back. */
const ECHOED = new Set<Datatype>(['time', 'quantity', 'globe-coordinate']);

/**
 * @event value-change - Something was typed or picked: `detail` is a `ValueChange`.
 */
export class ValueInput extends LightElement {
  static override properties = {
    context: { attribute: false },
    datatype: {},
    label: {},
    value: { attribute: false },
    text: { attribute: false },
    failures: { state: true },
    readings: { state: true },
  };
  declare context: EditorContext;
  declare datatype: Datatype;
  declare label: string;
  declare value: DataValue | undefined;
  /** What was typed; `undefined` shows the value in its own words. */
  declare text: string | undefined;
  declare failures: readonly Failure[];
  declare readings: readonly DataValue[];

  readonly #id = uniqueId('value');
  /** Settings beside the text: they hold for the text that is typed next, too. */
  #options: Partial<ParseOptions> = {};
  #pickedUnit: Text | undefined;

  constructor() {
    super();
    this.label = '';
    this.failures = [];
    this.readings = [];
  }

  override focus(): void {
    this.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  protected override render() {
    const { datatype } = this;
    return datatype in pickedType ? this.#picker(datatype as EntityDatatype) : this.#textFields();
  }

  #picker(datatype: EntityDatatype) {
    const { context, value, label } = this;
    const chosen = value?.type === 'wikibase-entityid' ? nameOf(context, value.id) : undefined;
    return html`<sabir-entity-picker
      .messages=${context.messages}
      .language=${context.language}
      .entityType=${pickedType[datatype]}
      .chosen=${chosen}
      label=${label}
      @pick=${this.#onPick}
    ></sabir-entity-picker>`;
  }

  #textFields() {
    const invalid = this.failures.length > 0;
    const { messages } = this.context;
    const language = this.value?.type === 'monolingualtext' ? this.value.language : undefined;
    return html`<div class="value-fields">
        <input
          type="text"
          aria-label=${this.label}
          aria-describedby=${`${this.#id}-note`}
          aria-invalid=${invalid ? 'true' : 'false'}
          dir=${language === undefined ? 'auto' : directionOf(language)}
          lang=${language ?? nothing}
          .value=${this.#shownText()}
          @input=${this.#onText}
        />
        ${this.#settings()}
      </div>
      <p
        id=${`${this.#id}-note`}
        class=${invalid ? 'note error-text' : 'note soft'}
        aria-live="polite"
      >
        ${invalid ? this.failures.map((found) => failureText(found, messages)).join(' ') : this.#echo()}
      </p>
      ${
        this.readings.length === 0
          ? nothing
          : html`<div class="actions">
              ${this.readings.map(
                (reading) =>
                  html`<button type="button" @click=${() => this.#choose(reading)}>
                    ${this.#format(reading)}
                  </button>`,
              )}
            </div>`
      }`;
  }

  #settings() {
    const { datatype } = this;
    if (datatype === 'monolingualtext') return this.#languageField();
    if (datatype === 'time') return this.#calendarField();
    return datatype === 'quantity' ? this.#unitField() : nothing;
  }

  #languageField() {
    const { value, context } = this;
    const label = context.messages.text('edit-text-language');
    const code =
      this.#options.textLanguage ??
      (value?.type === 'monolingualtext' ? value.language : context.language);
    const list = `${this.#id}-languages`;
    return html`<input
        class="narrow"
        type="text"
        list=${list}
        aria-label=${label}
        spellcheck="false"
        .value=${code}
        @change=${(event: Event) => {
          this.#setOption({ textLanguage: (event.target as HTMLInputElement).value.trim() });
        }}
      />
      <datalist id=${list}>
        ${languages.map(({ code: option, autonym }) => html`<option value=${option}>${autonym}</option>`)}
      </datalist>`;
  }

  #calendarField() {
    const { messages } = this.context;
    const { calendar } = this.#options;
    return html`<select
      class="narrow"
      aria-label=${messages.text('edit-calendar')}
      @change=${(event: Event) => this.#setCalendar((event.target as HTMLSelectElement).value)}
    >
      <option value="" ?selected=${calendar === undefined}>
        ${messages.text('edit-calendar-auto')}
      </option>
      <option value="gregorian">${messages.text('edit-calendar-gregorian')}</option>
      <option value="julian">${messages.text('edit-calendar-julian')}</option>
    </select>`;
  }

  #setCalendar(chosen: string): void {
    const { calendar: _, ...others } = this.#options;
    this.#options = others;
    this.#setOption(chosen === 'gregorian' || chosen === 'julian' ? { calendar: chosen } : {});
  }

  #unitField() {
    const { context } = this;
    return html`<sabir-entity-picker
      class="narrow"
      .messages=${context.messages}
      .language=${context.language}
      .entityType=${'item'}
      .chosen=${this.#pickedUnit ?? this.#currentUnit()}
      label=${context.messages.text('edit-unit')}
      @pick=${(event: CustomEvent<FoundEntity>) => {
        const { id, label } = event.detail;
        this.#pickedUnit = label ?? { text: id, language: undefined };
        this.#setOption({ unit: `${context.conceptBase}${id}` });
      }}
    ></sabir-entity-picker>`;
  }

  #currentUnit(): Text | undefined {
    const id = this.value?.type === 'quantity' ? idInConceptIri(this.value.unit) : undefined;
    return id === undefined ? undefined : nameOf(this.context, id);
  }

  #setOption(option: Partial<ParseOptions>): void {
    this.#options = { ...this.#options, ...option };
    this.#parse(this.#shownText());
  }

  #onText = (event: Event): void => this.#parse((event.target as HTMLInputElement).value);

  #parse(text: string): void {
    const { context, datatype, value } = this;
    const unit = value?.type === 'quantity' ? value.unit : UNITLESS;
    const parsed = parseValue(datatype, text, {
      language: context.language,
      conceptBase: context.conceptBase,
      unit,
      ...(value?.type === 'monolingualtext' ? { textLanguage: value.language } : {}),
      ...this.#options,
    });
    this.failures = parsed.ok ? [] : parsed.failures;
    this.readings = parsed.ok ? [] : (parsed.readings ?? []);
    this.#tell({ value: parsed.ok ? parsed.value : undefined, text });
  }

  #choose(value: DataValue): void {
    this.failures = [];
    this.readings = [];
    this.#tell({ value, text: this.#format(value) });
  }

  #onPick = (event: CustomEvent<FoundEntity>): void => {
    const { id: text, label } = event.detail;
    const id = parseEntityId(text);
    if (id === undefined) return;
    this.#tell({ value: { type: 'wikibase-entityid', id }, text: label?.text ?? id });
  };

  #tell(detail: ValueChange): void {
    this.text = detail.text;
    this.value = detail.value;
    this.dispatchEvent(new CustomEvent<ValueChange>('value-change', { detail }));
  }

  /** Text to edit: the unit and the language stand in fields of their own. */
  #shownText(): string {
    const { text, value } = this;
    if (text !== undefined) return text;
    if (value === undefined) return '';
    if (value.type === 'string') return value.value;
    if (value.type === 'monolingualtext') return value.text;
    return this.#format(value.type === 'quantity' ? { ...value, unit: UNITLESS } : value);
  }

  #echo(): string {
    const { value, datatype, context } = this;
    if (value === undefined || !ECHOED.has(datatype)) return '';
    const julian = value.type === 'time' && value.calendarmodel === JULIAN_CALENDAR;
    const calendar = julian ? ` (${context.messages.text('edit-calendar-julian')})` : '';
    return context.messages.text('edit-understood-as', `${this.#format(value)}${calendar}`);
  }

  #format(value: DataValue): string {
    const { context } = this;
    const language = context.messages.language;
    const label = (id: string) => this.#pickedUnit?.text ?? nameOf(context, id).text;
    return formatValue(value, { language, label });
  }
}

customElements.define('sabir-value-input', ValueInput);
