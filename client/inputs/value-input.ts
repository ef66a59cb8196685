/**
 * The input for one value. What is typed is parsed at once, by the same code that the server uses,
 * and said back as it was understood.
 */
import { html, nothing } from 'lit';
import type { Datatype } from '../../schema/datatypes.ts';
import type { Failure } from '../../schema/failures.ts';
import { failure } from '../../schema/failures.ts';
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
import { UnitNames } from './unit-names.ts';

export interface ValueChange {
  /** `undefined` while the text is no value. */
  readonly value: DataValue | undefined;
  readonly text: string;
  /** The text says “circa”: the value alone does not. */
  readonly circa: boolean;
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
    circa: { type: Boolean },
    keepsCirca: { type: Boolean },
    sought: { state: true },
  };
  declare context: EditorContext;
  declare datatype: Datatype;
  declare label: string;
  declare value: DataValue | undefined;
  /** What was typed; `undefined` shows the value in its own words. */
  declare text: string | undefined;
  declare failures: readonly Failure[];
  declare readings: readonly DataValue[];
  declare circa: boolean;
  /** Who listens makes a qualifier of `circa`. */
  declare keepsCirca: boolean;
  /** The text of which there are readings says “circa”. */
  #circaOfReadings = false;
  /** Name of the unit that is being looked for. */
  declare sought: string | undefined;

  readonly #id = uniqueId('value');
  /** Settings beside the text: they hold for the text that is typed next, too. */
  #options: Partial<ParseOptions> = {};
  readonly #units = new UnitNames();

  constructor() {
    super();
    this.label = '';
    this.failures = [];
    this.readings = [];
    this.circa = false;
    this.keepsCirca = false;
    this.sought = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#units.stop();
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
      .chosen=${this.#currentUnit()}
      label=${context.messages.text('edit-unit')}
      @pick=${(event: CustomEvent<FoundEntity>) => {
        this.#units.learn(event.detail);
        this.#setOption({ unit: `${context.conceptBase}${event.detail.id}` });
      }}
    ></sabir-entity-picker>`;
  }

  #currentUnit(): Text | undefined {
    const unit = this.value?.type === 'quantity' ? this.value.unit : this.#options.unit;
    const id = unit === undefined ? undefined : idInConceptIri(unit);
    return id === undefined ? undefined : this.#nameOf(id);
  }

  #setOption(option: Partial<ParseOptions>): void {
    this.#options = { ...this.#options, ...option };
    this.#parse(this.#shownText());
  }

  #onText = (event: Event): void => this.#parse((event.target as HTMLInputElement).value);

  #parse(text: string): void {
    this.#keepSettings();
    const parsed = this.#read(text, (name) => onlyOne(this.#units.named(name))?.id);
    const unit = parsed.ok ? undefined : unknownUnit(parsed.failures);
    const units = unit === undefined ? [] : this.#units.named(unit);
    this.sought = units === undefined ? unit : undefined;
    if (this.sought !== undefined) void this.#findUnit(this.sought);
    this.readings = [
      ...(parsed.ok ? [] : (parsed.readings ?? [])),
      ...(units ?? []).flatMap(({ id }) => {
        const reading = this.#read(text, () => id);
        return reading.ok ? [reading.value] : [];
      }),
    ];
    const settled = parsed.ok || this.sought !== undefined || (units ?? []).length > 0;
    this.failures = settled ? [] : parsed.failures;
    this.#circaOfReadings = parsed.circa === true;
    const circa = parsed.ok && this.#circaOfReadings;
    this.#tell({ value: parsed.ok ? parsed.value : undefined, text, circa });
  }

  /** `unitNamed` answers with the id of an item. */
  #read(text: string, unitNamed: (name: string) => string | undefined) {
    const { context, datatype } = this;
    const { language, conceptBase } = context;
    return parseValue(datatype, text, {
      language,
      conceptBase,
      unitNamed: (name) => {
        const id = unitNamed(name);
        return id === undefined ? undefined : conceptBase + id;
      },
      ...this.#options,
    });
  }

  /** The unit and the language of the value as it was hold on while another text is typed. */
  #keepSettings(): void {
    const { text, value } = this;
    if (text !== undefined) return;
    if (value?.type === 'quantity') this.#options = { unit: value.unit, ...this.#options };
    if (value?.type === 'monolingualtext') {
      this.#options = { textLanguage: value.language, ...this.#options };
    }
  }

  async #findUnit(name: string): Promise<void> {
    const found = await this.#units.find(name, this.context.language).then(
      () => true,
      () => false,
    );
    // what is typed meanwhile asks for itself
    if (this.sought !== name) return;
    if (found) this.#parse(this.#shownText());
    else {
      this.sought = undefined;
      this.failures = [failure('value-bad-unit', { unit: name })];
    }
  }

  #choose(value: DataValue): void {
    this.failures = [];
    this.readings = [];
    this.#tell({ value, text: this.#format(value), circa: this.#circaOfReadings });
  }

  #onPick = (event: CustomEvent<FoundEntity>): void => {
    const { id: text, label } = event.detail;
    const id = parseEntityId(text);
    if (id === undefined) return;
    this.#tell({ value: { type: 'wikibase-entityid', id }, text: label?.text ?? id, circa: false });
  };

  #tell(detail: ValueChange): void {
    this.text = detail.text;
    this.value = detail.value;
    this.circa = detail.circa;
    this.#learnUnit();
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
    const { value, datatype, context, circa, sought } = this;
    const { messages } = context;
    if (sought !== undefined) return messages.text('edit-unit-sought', sought);
    if (this.readings.length > 0) return messages.text('edit-choose-reading');
    if (value === undefined || !ECHOED.has(datatype)) return '';
    const julian = value.type === 'time' && value.calendarmodel === JULIAN_CALENDAR;
    const calendar = julian ? ` (${messages.text('edit-calendar-julian')})` : '';
    const understood = `${this.#format(value)}${calendar}`;
    if (!circa) return messages.text('edit-understood-as', understood);
    const key = this.keepsCirca ? 'edit-understood-circa' : 'edit-circa-not-kept';
    return messages.text(key, understood);
  }

  #format(value: DataValue): string {
    const language = this.context.messages.language;
    return formatValue(value, { language, label: (id) => this.#nameOf(id).text });
  }

  #nameOf(id: string): Text {
    return this.#units.label(id) ?? nameOf(this.context, id);
  }

  /** A unit that was typed as an id is said back by its name. */
  #learnUnit(): void {
    const { value, context } = this;
    const id = value?.type === 'quantity' ? idInConceptIri(value.unit) : undefined;
    if (id === undefined || context.names.has(id) || this.#units.label(id) !== undefined) return;
    void this.#units.loadLabel(id, context.language).then(
      () => this.requestUpdate(),
      // without an answer the id stays
      () => undefined,
    );
  }
}

function unknownUnit(failures: readonly Failure[]): string | undefined {
  const found = failures.find(({ code }) => code === 'value-bad-unit');
  return found === undefined ? undefined : String(found.parameters['unit']);
}

function onlyOne<Each>(list: readonly Each[] | undefined): Each | undefined {
  return list?.length === 1 ? list[0] : undefined;
}

customElements.define('sabir-value-input', ValueInput);
