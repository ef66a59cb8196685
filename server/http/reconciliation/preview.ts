/** A few words about an entity, for the frames and bubbles of other programs. */
import { html } from 'hono/html';
import { pagePath } from '../../../client/view/safe-link.ts';
import { bcp47 } from '../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../schema/model/languages/languages.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Markup } from '../pages/markup.ts';
import { nothing, textMarkup } from '../pages/markup.ts';
import type { Services } from '../services.ts';

type PreviewServices = Pick<Services, 'labels' | 'site' | 'statements' | 'urls' | 'client'>;

const MOST_TYPES = 3;

/** `undefined` for what does not exist. Links lead out of the frame. */
export async function previewBody(
  text: string | undefined,
  language: string,
  { labels, site, statements, urls }: PreviewServices,
): Promise<{ readonly id: EntityId; readonly body: Markup } | undefined> {
  const id = parseEntityId(text ?? '');
  if (id === undefined) return undefined;
  const instanceOf = (await site.current()).properties.get('instanceOf');
  const types =
    instanceOf === undefined
      ? []
      : statements
          .valuesOf([id], instanceOf)
          .map(([type]) => type)
          .slice(0, MOST_TYPES);
  const terms = await labels.displayTerms([id, ...types], language);
  const shown = terms.get(id);
  if (shown === undefined) return undefined;
  const { label, description } = shown;
  const href = urls.base + pagePath(id.startsWith('P') ? `Property:${id}` : id);
  const typeNames = types.map((type) => nameOf(terms.get(type)?.label, type));
  const body = html`<p>
      <a href="${href}" target="_blank" rel="noopener"><strong>${nameOf(label, id)}</strong></a>
      <small>${id}</small>
    </p>
    ${description === undefined ? nothing : html`<p>${nameOf(description, '')}</p>`}
    ${typeNames.map((name) => html`<p><small>${name}</small></p>`)}`;
  return { id, body };
}

export function previewPage(body: Markup, language: string, { client }: PreviewServices): Markup {
  return html`<!doctype html>
    <html lang="${bcp47(language)}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title></title>
        ${client.assets.styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

interface Term {
  readonly language: string;
  readonly value: string;
}

function nameOf(term: Term | undefined, otherwise: string): Markup {
  return textMarkup({ text: term?.value ?? otherwise, language: term?.language });
}
