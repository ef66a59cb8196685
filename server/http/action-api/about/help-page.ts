/** The page of `help`: a section for each module, a row for each parameter. */
import { html } from 'hono/html';
import type { Messages } from '../../../../client/i18n/message.ts';
import type { Markup } from '../../pages/markup.ts';
import { nothing } from '../../pages/markup.ts';
import { when } from '../../pages/layout.ts';
import type { Reader } from '../../request/reader.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import { LOW_LIMITS } from '../read-parameters.ts';
import type { Catalogue, CataloguedModule } from './catalogue.ts';
import { descriptionMarkup, valueList } from './description-text.ts';
import { Descriptions } from './descriptions.ts';
import type { Description } from './descriptions.ts';
import { examplesOf } from './examples.ts';
import { parameterInfos } from './parameter-info.ts';
import type { ParameterInfo } from './parameter-info.ts';

interface HelpPage {
  readonly modules: readonly CataloguedModule[];
  readonly all: Catalogue;
  readonly reader: Pick<Reader, 'messages' | 'languages'>;
  readonly site: SiteSettings;
}

export function helpBody({ modules, all, reader, site }: HelpPage): Markup {
  const { messages } = reader;
  const page = new ModuleSections(messages, new Descriptions(reader.languages), site);
  return html`<h1>${messages.text('api-help-title')}</h1>
    ${when(modules.length === 0, () => html`<p>${messages.text('api-help-no-such-module')}</p>`)}
    ${modules.map((module) => page.section(module))}
    <h2>${messages.text('api-help-modules')}</h2>
    <ul>
      ${[...all.values()].map((module) => html`<li>${page.link(module.path)} ${page.summary(module)}</li>`)}
    </ul>`;
}

/** Whoever asks, the same limits are shown: those of everybody, and those of bots. */
class ModuleSections {
  readonly #messages: Messages;
  readonly #descriptions: Descriptions;
  readonly #site: SiteSettings;

  constructor(messages: Messages, descriptions: Descriptions, site: SiteSettings) {
    this.#messages = messages;
    this.#descriptions = descriptions;
    this.#site = site;
  }

  link(path: string, name = path): Markup {
    const address = `/w/api.php?action=help&modules=${encodeURIComponent(path)}`;
    return html`<a href="${address}"><code>${name}</code></a>`;
  }

  summary(module: CataloguedModule): Markup {
    return this.#described(this.#descriptions.module(module));
  }

  section(module: CataloguedModule): Markup {
    const messages = this.#messages;
    const { path, declaration } = module;
    const { mustBePosted, token } = declaration;
    const parameters = parameterInfos(declaration, { limits: LOW_LIMITS, site: this.#site });
    return html`<section>
      <h2 id="${path}"><code>${path}</code></h2>
      <p>${this.summary(module)}</p>
      ${when(mustBePosted, () => html`<p class="soft">${messages.text('api-help-post')}</p>`)}
      ${token === undefined ? nothing : html`<p class="soft">${messages.text('api-help-token', token)}</p>`}
      ${
        parameters.length === 0
          ? html`<p class="soft">${messages.text('api-help-no-parameters')}</p>`
          : html`<div class="scroll-x">
              <table class="parameters">
                <thead>
                  <tr>
                    <th scope="col">${messages.text('api-help-parameter')}</th>
                    <th scope="col">${messages.text('api-help-meaning')}</th>
                    <th scope="col">${messages.text('api-help-default')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${parameters.map((info) => this.#row(module, info))}
                </tbody>
              </table>
            </div>`
      }
      ${this.#examples(module)}
    </section>`;
  }

  #row(module: CataloguedModule, info: ParameterInfo): Markup {
    const messages = this.#messages;
    const { name, tokentype, required, deprecated } = info;
    const { prefix = '' } = module.declaration;
    return html`<tr>
      <th scope="row">
        <code>${tokentype === undefined ? prefix + name : name}</code>
        ${when(required, () => html`${messages.text('api-help-required')}`)}
        ${when(deprecated === true, () => html`${messages.text('api-help-deprecated')}`)}
      </th>
      <td>
        ${this.#described(this.#descriptions.parameter(module, name))} ${this.#values(module, info)}
        <div class="soft">${limitsText(info, messages)}</div>
      </td>
      <td>${info.default === undefined ? nothing : html`<code>${info.default}</code>`}</td>
    </tr>`;
  }

  /** The values that it can have; those with a description in a list of their own. */
  #values(module: CataloguedModule, { name, type, submodules = {} }: ParameterInfo): Markup {
    if (typeof type === 'string') return nothing;
    const described = this.#descriptions.values(module, name, type);
    const bare = type.filter((value) => described.every((each) => each.value !== value));
    const names = bare.map((value) => {
      const path = submodules[value];
      return path === undefined ? html`<code>${value}</code>` : this.link(path, value);
    });
    const list =
      names.length === 0
        ? nothing
        : html`<div dir="ltr">${names.map((each) => html`${each} `)}</div>`;
    return html`${
      names.length > MOST_SHOWN
        ? html`<details>
            <summary>${this.#messages.text('api-help-value-count', names.length)}</summary>
            ${list}
          </details>`
        : list
    }${valueList(described, this.#messages.language)}`;
  }

  #examples(module: CataloguedModule): Markup {
    const examples = examplesOf(module.path);
    if (examples.length === 0) return nothing;
    return html`<h3>${this.#messages.text('api-help-examples')}</h3>
      <dl>
        ${examples.map(
          (query, index) =>
            html`<dt>${this.#described(this.#descriptions.example(module, index))}</dt>
              <dd dir="ltr">${exampleMarkup(query, module.declaration.mustBePosted)}</dd>`,
        )}
      </dl>`;
  }

  #described(description: Description | undefined): Markup {
    return description === undefined
      ? nothing
      : descriptionMarkup(description, this.#messages.language);
  }
}

/** Languages, of which there are a thousand. */
const MOST_SHOWN = 60;

/** What has to be posted, a link cannot do, nor may a token stand in one. Answers are shown as pages. */
function exampleMarkup(query: string, mustBePosted: boolean): Markup {
  const code = html`<code>api.php?${query}</code>`;
  if (mustBePosted || query.includes('token=')) return code;
  const isReadable = /^action=help|&format=/.test(query);
  return html`<a href="/w/api.php?${query}${isReadable ? '' : '&format=jsonfm'}">${code}</a>`;
}

/** The type, where it is none of a few values, how many there can be, and between which bounds. */
function limitsText(info: ParameterInfo, messages: Messages): string {
  const { type, multi, lowlimit = 0, highlimit = 0 } = info;
  return [
    ...(typeof type === 'string' ? [type] : []),
    ...(multi ? [messages.text('api-help-many', lowlimit, highlimit)] : []),
    ...boundsText(info, messages),
  ].join('; ');
}

function boundsText({ min, max, highmax }: ParameterInfo, messages: Messages): string[] {
  if (max !== undefined && highmax !== undefined) {
    return [messages.text('api-help-limit', min ?? 0, max, highmax)];
  }
  return min === undefined && max === undefined ? [] : [`${min ?? '−∞'} … ${max ?? '∞'}`];
}
