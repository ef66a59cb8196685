/** The page of `help`: a section for each module, a row for each parameter. */
import { html } from 'hono/html';
import type { Messages } from '../../../../client/i18n/message.ts';
import type { Markup } from '../../pages/markup.ts';
import { nothing } from '../../pages/markup.ts';
import { when } from '../../pages/layout.ts';
import type { ApiRequest } from '../request.ts';
import type { Catalogue, CataloguedModule } from './catalogue.ts';
import { parameterInfos } from './parameter-info.ts';
import type { ParameterInfo } from './parameter-info.ts';

interface HelpPage {
  readonly title: string;
  readonly modules: readonly CataloguedModule[];
  readonly all: Catalogue;
  readonly request: ApiRequest;
}

export function helpBody({ title, modules, all, request }: HelpPage): Markup {
  const { messages } = request;
  return html`<h1>${title}</h1>
    ${when(modules.length === 0, () => html`<p>${messages.text('api-help-no-such-module')}</p>`)}
    ${modules.map((module) => moduleSection(module, request))}
    <h2>${messages.text('api-help-modules')}</h2>
    <ul>
      ${[...all.values()].map(
        ({ path, declaration }) =>
          html`<li>
            <a href="${linkTo(path)}"><code>${path}</code></a> ${declaration.summary ?? ''}
          </li>`,
      )}
    </ul>`;
}

function linkTo(path: string): string {
  return `/w/api.php?action=help&modules=${encodeURIComponent(path)}`;
}

function moduleSection({ path, declaration }: CataloguedModule, request: ApiRequest): Markup {
  const { messages } = request;
  const { summary, prefix = '', mustBePosted, token } = declaration;
  const parameters = parameterInfos(declaration, request);
  return html`<section>
    <h2 id="${path}"><code>${path}</code></h2>
    ${summary === undefined ? nothing : html`<p>${summary}</p>`}
    ${when(mustBePosted, () => html`<p class="soft">${messages.text('api-help-post')}</p>`)}
    ${token === undefined ? nothing : html`<p class="soft">${messages.text('api-help-token', token)}</p>`}
    ${
      parameters.length === 0
        ? html`<p class="soft">${messages.text('api-help-no-parameters')}</p>`
        : html`<table class="parameters">
            <thead>
              <tr>
                <th scope="col">${messages.text('api-help-parameter')}</th>
                <th scope="col">${messages.text('api-help-values')}</th>
                <th scope="col">${messages.text('api-help-default')}</th>
              </tr>
            </thead>
            <tbody>
              ${parameters.map((info) => parameterRow(prefix, info, messages))}
            </tbody>
          </table>`
    }
  </section>`;
}

function parameterRow(prefix: string, info: ParameterInfo, messages: Messages): Markup {
  const name = info.tokentype === undefined ? `${prefix}${info.name}` : info.name;
  return html`<tr>
    <th scope="row">
      <code>${name}</code>
      ${when(info.required, () => html`${messages.text('api-help-required')}`)}
      ${when(info.deprecated === true, () => html`${messages.text('api-help-deprecated')}`)}
    </th>
    <td>${valuesText(info, messages)}</td>
    <td>${info.default === undefined ? nothing : html`<code>${info.default}</code>`}</td>
  </tr>`;
}

/** What the value can be: the list of them or their type, how many, and between which bounds. */
function valuesText(
  { type, multi, limit = 0, highlimit = 0, min, max }: ParameterInfo,
  messages: Messages,
): string {
  const bounded = min !== undefined || max !== undefined;
  return [
    typeof type === 'string' ? type : type.join(', '),
    ...(multi ? [messages.text('api-help-many', limit, highlimit)] : []),
    ...(bounded ? [`${min ?? '−∞'} … ${max ?? '∞'}`] : []),
  ].join('; ');
}
