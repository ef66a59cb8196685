/**
 * The editor of an item or property, in place of its read view: one draft, one edit, one revision.
 */
import { html, nothing } from 'lit';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { entityTypeOf } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';
import type { StatementId } from '../../../schema/model/statement.ts';
import { chunk } from '../../api/chunk.ts';
import type { EntityName, FoundEntity } from '../../api/entities.ts';
import { loadEntity, loadNames } from '../../api/entities.ts';
import { ApiFailure } from '../../api/http.ts';
import { loadPage } from '../../api/pages.ts';
import type { CircaQualifier, EditorContext } from '../../components/editor-context.ts';
import { datatypeOf } from '../../components/editor-context.ts';
import { LightElement } from '../../components/light-element.ts';
import type { SavedDraft } from '../../draft/autosave.ts';
import { forgetDraft, keepDraft, keptDraft } from '../../draft/autosave.ts';
import { changedIds, compareDrafts, countChanges } from '../../draft/compare.ts';
import type { Draft, SiteLinkDraft, TermDraft } from '../../draft/draft.ts';
import { draftOf, incompleteSnaks, setSiteLink, setTerm } from '../../draft/draft.ts';
import { publish } from '../../draft/publish.ts';
import type { Choice, Contest } from '../../draft/contest.ts';
import { chooseSide, followDraft } from '../../draft/contest.ts';
import type { Messages } from '../../i18n/message.ts';
import type { ContestedParts } from './contested-parts.ts';
import './draft-bar.ts';
import type { BarState } from './draft-bar.ts';
import './statement-list.ts';
import { StatementPreviews } from './statement-previews.ts';
import './terms-grid.ts';
import type { ReaderLanguage } from './terms-grid.ts';

/**
 * @event close - The reader threw the draft away.
 * @event saved - `detail` is the id of the new revision.
 */
export class EntityEditor extends LightElement {
  static override properties = {
    messages: { attribute: false },
    entityId: {},
    pageRevisionId: {},
    conceptBase: {},
    languages: { attribute: false },
    circa: { attribute: false },
    draft: { state: true },
    names: { state: true },
    contests: { state: true },
    notices: { state: true },
    foreign: { state: true },
    problem: { state: true },
    again: { state: true },
    barState: { state: true },
    linksOpen: { state: true },
  };
  declare messages: Messages;
  declare entityId: EntityId;
  /** Which revision the page shows in which the editor was opened. */
  declare pageRevisionId: number;
  declare conceptBase: string;
  /** Best first. */
  declare languages: readonly ReaderLanguage[];
  declare circa: CircaQualifier | undefined;
  /** `undefined` while the entity is loading. */
  declare draft: Draft | undefined;
  declare names: ReadonlyMap<string, EntityName>;
  /** What both the draft and others changed, since the draft was put on top of a revision. */
  declare contests: readonly Contest[];
  /** What became of the draft: brought back, put on top of a newer revision. */
  declare notices: readonly ('edit-restored' | 'edit-rebased')[];
  /** Text of a draft that another version of the editor kept. */
  declare foreign: string | undefined;
  declare problem: string;
  /** What could not be done and may be tried again. */
  declare again: (() => Promise<void>) | undefined;
  declare barState: BarState;
  declare linksOpen: boolean;

  #base: Draft | undefined;
  #baseRevisionId = 0;
  #previews: StatementPreviews | undefined;
  #begun: readonly StatementId[] = [];
  #summary = '';

  constructor() {
    super();
    this.pageRevisionId = 0;
    this.conceptBase = '';
    this.languages = [];
    this.names = new Map();
    this.contests = [];
    this.notices = [];
    this.problem = '';
    this.barState = 'editing';
    this.linksOpen = false;
  }

  /** Loads the entity, and the draft that was left open, if there is one. */
  async load(): Promise<void> {
    const kept = keptDraft(this.entityId);
    if (kept?.kind === 'foreign') this.foreign = kept.text;
    const { entity, revisionId } = await loadEntity(this.entityId);
    if (kept?.kind === 'draft') await this.#restore(kept.saved, entity, revisionId);
    else {
      await this.#show(entity, revisionId);
      this.#begin(draftOf(entity), revisionId);
      this.draft = this.#base;
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>('input')?.focus();
  }

  /** Continues the kept draft, on the newest revision if others went on in the meantime. */
  async #restore(saved: SavedDraft, entity: Entity, revisionId: number): Promise<void> {
    await this.#show(entity, revisionId, saved.draft);
    this.#begin(saved.base, saved.baseRevisionId);
    this.#summary = saved.summary;
    this.draft = saved.draft;
    this.contests = saved.contests;
    this.notices = ['edit-restored'];
    if (saved.baseRevisionId !== revisionId || saved.contests.length > 0) {
      await this.#putOnTop(saved.draft, draftOf(entity), revisionId);
    }
    const [base, draft] = [this.#base ?? saved.base, this.draft];
    this.#begun = changedIds(base, draft);
    if (compareDrafts(base, draft).siteLinks.length > 0) await this.#openLinks();
  }

  #begin(base: Draft, revisionId: number): void {
    this.#base = base;
    this.#baseRevisionId = revisionId;
  }

  /** Gets what is needed to show a revision, and a draft on top of it: names, and its page. */
  async #show(entity: Entity, revisionId: number, draft?: Draft): Promise<void> {
    const offered = this.circa === undefined ? [] : [this.circa.property, this.circa.item];
    const drafted = draft?.statements.map(({ mainSnak }) => mainSnak.property) ?? [];
    const mentioned = new Set([...mentionedEntities(entity), ...offered, ...drafted]);
    const unknown = [...mentioned].filter((id) => !this.names.has(id));
    const shown = revisionId === this.pageRevisionId;
    const [names, page] = await Promise.all([
      loadNames(unknown, this.#language),
      shown ? document : loadPage(this.entityId, revisionId),
    ]);
    this.names = new Map([...this.names, ...names]);
    this.#previews = new StatementPreviews(page);
  }

  protected override render() {
    const { draft, messages } = this;
    if (draft === undefined || this.#base === undefined) return nothing;
    return html`<div class="entity-editor" @keydown=${this.#onKeydown}>
      <div role="status">
        ${this.notices.map((key) => html`<p class="notice">${messages.text(key)}</p>`)}
      </div>
      ${this.#foreignDraft()}
      ${
        this.contests.length === 0
          ? nothing
          : html`<sabir-contested-parts
              .context=${this.#context}
              .contests=${this.contests}
              @choose=${(event: CustomEvent<Choice>) => this.#choose(draft, event.detail)}
            ></sabir-contested-parts>`
      }
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
        <sabir-statement-list
          .context=${this.#context}
          .draft=${draft}
          .previews=${this.#previews}
          .begun=${this.#begun}
          @draft-change=${(event: CustomEvent<Draft>) => this.#change(event.detail)}
          @property-found=${(event: CustomEvent<FoundEntity>) => this.#learn(event.detail)}
        ></sabir-statement-list>
      </section>
      ${entityTypeOf(this.entityId) === 'item' ? this.#siteLinks(draft) : nothing}
      <sabir-draft-bar
        .messages=${messages}
        .changes=${countChanges(this.#base, draft)}
        .state=${this.barState}
        .problem=${this.problem}
        .retryable=${this.again !== undefined}
        .summary=${this.#summary}
        currentPage=${`/wiki/${this.entityId}`}
        @publish=${(event: CustomEvent<string>) => void this.#publish(event.detail)}
        @cancel=${this.#cancel}
        @retry=${() => void this.again?.()}
        @rebase=${() => void this.#attempt(() => this.#rebase())}
      ></sabir-draft-bar>
    </div>`;
  }

  #foreignDraft() {
    const { foreign, messages } = this;
    if (foreign === undefined) return nothing;
    return html`<div class="notice" role="status">
      <p>${messages.text('edit-draft-foreign')}</p>
      <details>
        <summary>${messages.text('edit-draft-foreign-text')}</summary>
        <pre class="stored" dir="auto" tabindex="0">${foreign}</pre>
      </details>
    </div>`;
  }

  #siteLinks(draft: Draft) {
    const { messages } = this;
    return html`<section>
      <h2>${messages.text('entity-sitelinks')}</h2>
      ${
        this.linksOpen
          ? html`<sabir-site-links
              .context=${this.#context}
              .links=${draft.siteLinks}
              .published=${this.#base?.siteLinks}
              @link-change=${(event: CustomEvent<SiteLinkDraft>) =>
                this.#change(setSiteLink(draft, event.detail))}
            ></sabir-site-links>`
          : html`<button type="button" @click=${() => void this.#attempt(() => this.#openLinks())}>
              ${messages.text('edit-sitelinks-show')} (${draft.siteLinks.length})
            </button>`
      }
    </section>`;
  }

  async #openLinks(): Promise<void> {
    await chunk(import('./site-links.ts'));
    this.linksOpen = true;
  }

  #learn({ id, label, datatype }: FoundEntity): void {
    this.names = new Map([...this.names, [id, { id, label, datatype }]]);
  }

  #change(draft: Draft): void {
    this.draft = draft;
    this.contests = followDraft(this.contests, draft);
    this.problem = '';
    this.again = undefined;
    this.#keep();
  }

  #choose(draft: Draft, { contest, side }: Choice): void {
    this.contests = this.contests.map((each) =>
      each === contest ? { ...each, chosen: side } : each,
    );
    this.#change(chooseSide(draft, contest, side));
  }

  #keep(): void {
    const { draft, contests } = this;
    const base = this.#base;
    if (base === undefined || draft === undefined) return;
    if (countChanges(base, draft) === 0 && contests.length === 0) forgetDraft(this.entityId);
    else {
      const [baseRevisionId, summary] = [this.#baseRevisionId, this.#summary];
      keepDraft(this.entityId, { baseRevisionId, base, draft, summary, contests });
    }
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.querySelector<HTMLFormElement>('.draft-bar')?.requestSubmit();
  };

  async #publish(summary: string): Promise<void> {
    const { draft, messages } = this;
    const base = this.#base;
    if (draft === undefined || base === undefined) return;
    this.#summary = summary;
    this.again = undefined;
    if (this.contests.some(({ chosen }) => chosen === undefined)) {
      this.problem = messages.text('edit-choose-first');
      this.#contestedParts()?.focus();
      return;
    }
    if (incompleteSnaks(draft).length > 0) {
      this.problem = messages.text('edit-fix-errors');
      this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    this.problem = '';
    this.barState = 'saving';
    const [context, baseRevisionId] = [this.#context, this.#baseRevisionId];
    const result = await publish({
      base,
      baseRevisionId,
      draft,
      summary,
      datatypeOf: (id) => datatypeOf(context, id),
    });
    this.barState = result.outcome === 'conflict' ? 'conflict' : 'editing';
    switch (result.outcome) {
      case 'saved':
        forgetDraft(this.entityId);
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

  async #rebase(): Promise<void> {
    const { entity, revisionId } = await loadEntity(this.entityId);
    await this.#show(entity, revisionId);
    if (this.draft !== undefined) {
      await this.#putOnTop(this.draft, draftOf(entity), revisionId);
    }
    this.barState = 'editing';
    this.#keep();
    await this.updateComplete;
    this.#contestedParts()?.focus();
  }

  /** What was contested before and is not decided yet stays so. */
  async #putOnTop(draft: Draft, latest: Draft, revisionId: number): Promise<void> {
    const { rebase, stillContested } = await chunk(import('../../draft/rebase.ts'));
    await chunk(import('./contested-parts.ts'));
    const rebased = rebase(this.#base ?? latest, draft, latest);
    this.contests = stillContested(this.contests, rebased.contests);
    this.draft = rebased.draft;
    if (revisionId !== this.#baseRevisionId) {
      this.notices = [...this.notices.filter((key) => key !== 'edit-rebased'), 'edit-rebased'];
    }
    this.#begin(latest, revisionId);
  }

  #contestedParts(): ContestedParts | null {
    return this.querySelector<ContestedParts>('sabir-contested-parts');
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    this.problem = '';
    this.again = undefined;
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.problem = this.messages.text('edit-no-answer');
      this.again = () => this.#attempt(act);
    }
  }

  #cancel = (): void => {
    forgetDraft(this.entityId);
    this.dispatchEvent(new CustomEvent('close'));
  };

  get #language(): string {
    return this.languages[0]?.code ?? 'en';
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
      attempt: (act) => this.#attempt(act),
    };
  }
}

customElements.define('sabir-entity-editor', EntityEditor);
