/** Edits the links to pages on other sites, one row per site, and their badges. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemId } from '../../../schema/model/entity-id.ts';
import { bcp47 } from '../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../schema/model/languages/languages.ts';
import type { EntityName } from '../../api/entities.ts';
import { loadNames } from '../../api/entities.ts';
import type { KnownSite, KnownSites } from '../../api/sites.ts';
import { loadSites } from '../../api/sites.ts';
import type { EditorContext } from '../../components/editor-context.ts';
import { LightElement, uniqueId } from '../../components/light-element.ts';
import { bdi } from '../../components/text.ts';
import type { SiteLinkDraft } from '../../draft/draft.ts';

/**
 * @event link-change - `detail` is the changed `SiteLinkDraft`; without a title the link goes.
 */
export class SiteLinks extends LightElement {
  static override properties = {
    context: { attribute: false },
    links: { attribute: false },
    published: { attribute: false },
    known: { state: true },
    badgeNames: { state: true },
    refused: { state: true },
  };
  declare context: EditorContext;
  declare links: readonly SiteLinkDraft[];
  /** Those that go stay in sight. */
  declare published: readonly SiteLinkDraft[];
  /** `undefined` until loaded. */
  declare known: KnownSites | undefined;
  declare badgeNames: ReadonlyMap<string, EntityName>;
  declare refused: string;

  readonly #id = uniqueId('links');

  constructor() {
    super();
    this.published = [];
    this.badgeNames = new Map();
    this.refused = '';
  }

  protected override firstUpdated(): void {
    void this.context.attempt(() => this.#load());
  }

  async #load(): Promise<void> {
    const known = await loadSites();
    const badges = [...known.badges, ...this.links.flatMap((link) => link.badges)];
    this.badgeNames = await loadNames([...new Set(badges)], this.context.language);
    this.known = known;
    await this.updateComplete;
    this.querySelector<HTMLElement>('input')?.focus();
  }

  protected override render() {
    const { known } = this;
    if (known === undefined) return nothing;
    const sites = new Map(known.sites.map((site) => [site.id, site]));
    const shown = this.links.filter((link) => link.title !== '' || this.#isPublished(link.site));
    return html`<div class="site-links">
        ${repeat(
          shown.toSorted((a, b) => (a.site < b.site ? -1 : 1)),
          ({ site }) => site,
          (link) => this.#row(link, sites.get(link.site), known.badges),
        )}
      </div>
      ${this.#addition(known.sites)}`;
  }

  #isPublished(site: string): boolean {
    return this.published.some((link) => link.site === site);
  }

  #row(link: SiteLinkDraft, site: KnownSite | undefined, badges: readonly ItemId[]) {
    const { messages } = this.context;
    const gone = link.title.trim() === '';
    const former = this.published.find((each) => each.site === link.site);
    return html`<fieldset class=${gone ? 'site-link removed' : 'site-link'}>
      <legend class="id">${link.site}</legend>
      <input
        type="text"
        lang=${site === undefined ? nothing : bcp47(site.language)}
        dir=${site === undefined ? 'auto' : directionOf(site.language)}
        aria-label=${`${messages.text('edit-sitelink-title')}: ${link.site}`}
        .value=${link.title}
        @input=${(event: Event) =>
          this.#tell({ ...link, title: (event.target as HTMLInputElement).value })}
      />
      ${
        gone
          ? html`<span class="tag">${messages.text('edit-will-be-removed')}</span>
              ${this.#action('edit-put-back', link.site, () => this.#tell(former ?? link))}`
          : this.#action('edit-remove', link.site, () => this.#tell({ ...link, title: '' }))
      }
      ${gone ? nothing : this.#badges(link, badges)}
    </fieldset>`;
  }

  #action(key: 'edit-put-back' | 'edit-remove', site: string, act: () => void) {
    const text = this.context.messages.text(key);
    return html`<button type="button" class="quiet" aria-label=${`${text}: ${site}`} @click=${act}>
      ${text}
    </button>`;
  }

  /** Badges that this wiki offers, and those that the link has from elsewhere. */
  #badges(link: SiteLinkDraft, offered: readonly ItemId[]) {
    const ids = [...new Set([...offered, ...link.badges])];
    if (ids.length === 0) return nothing;
    const { messages } = this.context;
    return html`<details class="badges">
      <summary>${messages.text('edit-badges')} (${link.badges.length})</summary>
      <div class="ranks" role="group" aria-label=${`${messages.text('edit-badges')}: ${link.site}`}>
        ${ids.map(
          (id) =>
            html`<label
              ><input
                type="checkbox"
                .checked=${link.badges.includes(id)}
                @change=${(event: Event) =>
                  this.#tell(withBadge(link, id, (event.target as HTMLInputElement).checked))}
              />${bdi(this.badgeNames.get(id)?.label ?? { text: id, language: undefined })}</label
            >`,
        )}
      </div>
    </details>`;
  }

  #addition(sites: readonly KnownSite[]) {
    const { messages } = this.context;
    const [list, note] = [`${this.#id}-sites`, `${this.#id}-note`];
    const [site, title] = [
      messages.text('edit-sitelink-site'),
      messages.text('edit-sitelink-title'),
    ];
    return html`<form class="actions add-link" @submit=${this.#onAdd}>
      <input
        class="narrow"
        name="site"
        list=${list}
        required
        autocomplete="off"
        spellcheck="false"
        aria-label=${site}
        placeholder=${site}
        aria-invalid=${this.refused === '' ? 'false' : 'true'}
        aria-describedby=${note}
      />
      <datalist id=${list}>
        ${sites.map(({ id, group }) => html`<option value=${id}>${group ?? ''}</option>`)}
      </datalist>
      <input name="title" required dir="auto" aria-label=${title} placeholder=${title} />
      <button class="quiet">${messages.text('edit-add-sitelink')}</button>
      <span id=${note} class="error-text" aria-live="polite">${this.refused}</span>
    </form>`;
  }

  #onAdd = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const [site, title] = [textOf(fields, 'site').toLowerCase(), textOf(fields, 'title')];
    this.refused = this.#refusal(site);
    if (this.refused !== '' || title === '') return;
    this.#tell({ site, title, badges: [] });
    form.reset();
    form.querySelector('input')?.focus();
  };

  #refusal(site: string): string {
    const { messages } = this.context;
    if (!this.known?.sites.some(({ id }) => id === site)) {
      return messages.text('failure-unknown-site', site);
    }
    const taken = this.links.some((link) => link.site === site && link.title.trim() !== '');
    return taken ? messages.text('edit-sitelink-known', site) : '';
  }

  #tell(detail: SiteLinkDraft): void {
    this.dispatchEvent(new CustomEvent<SiteLinkDraft>('link-change', { detail }));
  }
}

function withBadge(link: SiteLinkDraft, badge: ItemId, wanted: boolean): SiteLinkDraft {
  const others = link.badges.filter((each) => each !== badge);
  return { ...link, badges: wanted ? [...others, badge] : others };
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

customElements.define('sabir-site-links', SiteLinks);
