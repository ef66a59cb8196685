/** What both the contributor and others changed: both values, and a choice between them. */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { languageName } from '../../../schema/model/languages/language-name.ts';
import { formatValue } from '../../../schema/model/values/value.ts';
import type { EditorContext } from '../../components/editor-context.ts';
import { nameOf } from '../../components/editor-context.ts';
import { LightElement, uniqueId } from '../../components/light-element.ts';
import { bdi } from '../../components/text.ts';
import type { Choice, Contest, Side } from '../../draft/contest.ts';
import { contestKey } from '../../draft/contest.ts';
import type { SnakDraft } from '../../draft/draft.ts';
import type { MessageKey } from '../../i18n/message.ts';
import type { Text } from '../../view/text.ts';

type StatementContest = Extract<Contest, { kind: 'statement' }>;

const fieldMessages = {
  whole: 'edit-value',
  mainSnak: 'edit-value',
  rank: 'edit-rank',
  qualifiers: 'edit-qualifiers',
  references: 'edit-references',
} as const satisfies Record<StatementContest['field'], MessageKey>;

/**
 * @event choose - `detail` is a `Choice`.
 */
export class ContestedParts extends LightElement {
  static override properties = { context: { attribute: false }, contests: { attribute: false } };
  declare context: EditorContext;
  declare contests: readonly Contest[];

  readonly #id = uniqueId('contest');

  /** To the first part that is not decided yet. */
  override focus(): void {
    const open = this.contests.findIndex(({ chosen }) => chosen === undefined);
    const fieldset = this.querySelectorAll('fieldset')[Math.max(0, open)];
    fieldset?.querySelector('input')?.focus();
  }

  protected override render() {
    const { messages } = this.context;
    return html`<section class="contested" aria-labelledby=${this.#id}>
      <h2 id=${this.#id}>${messages.text('edit-contested')}</h2>
      <p>${messages.text('edit-contested-intro')}</p>
      ${repeat(this.contests, contestKey, (contest, index) => this.#contest(contest, index))}
    </section>`;
  }

  #contest(contest: Contest, index: number) {
    const side = (each: Side, key: 'edit-contested-mine' | 'edit-contested-theirs') =>
      html`<label class="contest-side"
        ><input
          type="radio"
          name=${`${this.#id}-${index}`}
          .checked=${contest.chosen === each}
          @change=${() => this.#tell({ contest, side: each })}
        /><span
          ><span class="small soft">${this.context.messages.text(key)}</span>
          ${this.#shown(contest, each).map((line) => html`<span class="contest-line">${bdi(line)}</span>`)}</span
        ></label
      >`;
    return html`<fieldset class="contest">
      <legend>${this.#title(contest)}</legend>
      ${side('mine', 'edit-contested-mine')} ${side('theirs', 'edit-contested-theirs')}
    </fieldset>`;
  }

  #title(contest: Contest) {
    const { context } = this;
    const { messages } = context;
    switch (contest.kind) {
      case 'label':
      case 'description': {
        const language = languageName(contest.language, messages.language);
        return `${messages.text(`entity-${contest.kind}`)} (${language})`;
      }
      case 'siteLink':
        return contest.site;
      case 'statement': {
        const name = bdi(nameOf(context, contest.mine.mainSnak.property));
        return html`${name}: ${messages.text(fieldMessages[contest.field])}`;
      }
    }
  }

  /** A side in lines of text; one line that says so where it has removed the part. */
  #shown(contest: Contest, side: Side): readonly Text[] {
    const lines = this.#lines(contest, side).filter(({ text }) => text !== '');
    return lines.length > 0 ? lines : [this.#own(this.#message('edit-contested-nothing'))];
  }

  #lines(contest: Contest, side: Side): readonly Text[] {
    switch (contest.kind) {
      case 'label':
      case 'description':
        return [{ text: contest[side], language: contest.language }];
      case 'siteLink': {
        const { title, badges } = contest[side];
        return [plain(title), ...badges.map((id) => nameOf(this.context, id))];
      }
      case 'statement':
        return this.#statementLines(contest, side);
    }
  }

  #statementLines(contest: StatementContest, side: Side): readonly Text[] {
    const { removed, mainSnak, rank, qualifiers, references } = contest[side];
    switch (contest.field) {
      case 'whole':
        return removed ? [] : [this.#snakText(mainSnak)];
      case 'mainSnak':
        return [this.#snakText(mainSnak)];
      case 'rank':
        return [this.#own(this.#message(`rank-${rank}`))];
      case 'qualifiers':
        return qualifiers.map((snak) => this.#namedSnak(snak));
      case 'references':
        return references.flatMap(({ snaks }) => snaks.map((snak) => this.#namedSnak(snak)));
    }
  }

  #namedSnak(snak: SnakDraft): Text {
    const name = nameOf(this.context, snak.property).text;
    return plain(`${name}: ${this.#snakText(snak).text}`);
  }

  #snakText({ kind, value, text }: SnakDraft): Text {
    if (kind !== 'value') return this.#own(this.#message(`snak-${kind}`));
    if (value === undefined) return plain(text ?? '');
    const label = (id: string) => nameOf(this.context, id).text;
    return plain(formatValue(value, { language: this.context.messages.language, label }));
  }

  #own(text: string): Text {
    return { text, language: this.context.messages.language };
  }

  #message(key: MessageKey): string {
    return this.context.messages.text(key);
  }

  #tell(detail: Choice): void {
    this.dispatchEvent(new CustomEvent<Choice>('choose', { detail }));
  }
}

function plain(text: string): Text {
  return { text, language: undefined };
}

customElements.define('sabir-contested-parts', ContestedParts);
