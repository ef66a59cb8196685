/** Puts the editor in place of the read view, and the read view back. */
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { parseItemId, parsePropertyId } from '../../../schema/model/entity-id.ts';
import type { CircaQualifier } from '../../components/editor-context.ts';
import type { CompleteCatalogue, Messages } from '../../i18n/message.ts';
import { createMessages } from '../../i18n/message.ts';
import './entity-editor.ts';
import type { EntityEditor } from './entity-editor.ts';
import { ApiFailure, getJson, interfaceLanguage } from '../../api/http.ts';
import type { ReaderLanguage } from './terms-grid.ts';

/** What the page tells about itself: see `pages/entity.ts`. */
interface ArticleData {
  readonly entity: EntityId;
  readonly revision: string;
  readonly conceptBase: string;
  readonly languages: string;
  readonly circa?: string;
}

/** Fails where the editor cannot be loaded; then the page is as it was. */
export async function openEditor(article: HTMLElement, opener: HTMLElement): Promise<void> {
  const { entity, revision, conceptBase, languages, circa } =
    article.dataset as unknown as ArticleData;
  const body = article.querySelector<HTMLElement>('.entity-body');
  if (body === null || article.querySelector('sabir-entity-editor') !== null) return;
  const messages = await loadMessages();
  const editor = document.createElement('sabir-entity-editor') as EntityEditor;
  Object.assign(editor, {
    messages,
    entityId: entity,
    pageRevisionId: Number(revision),
    conceptBase,
    languages: JSON.parse(languages) as readonly ReaderLanguage[],
    circa: circaQualifier(circa),
  });
  editor.addEventListener('close', () => {
    editor.remove();
    body.hidden = false;
    opener.focus();
  });
  editor.addEventListener('saved', (event) => {
    const { detail: revisionId } = event as CustomEvent<number>;
    // the page that is loaded next says it, see `main.ts`
    sessionStorage.setItem('sabir-notice', messages.text('edit-saved', String(revisionId)));
    location.assign(location.pathname);
  });
  body.hidden = true;
  body.before(editor);
  try {
    await editor.load();
  } catch (error) {
    editor.remove();
    body.hidden = false;
    if (!(error instanceof ApiFailure) || error.offline) throw error;
    location.assign(opener.getAttribute('href') ?? location.href);
  }
}

function circaQualifier(attribute: string | undefined): CircaQualifier | undefined {
  const [first = '', second = ''] = attribute?.split(' ') ?? [];
  const property = parsePropertyId(first);
  const item = parseItemId(second);
  return property === undefined || item === undefined ? undefined : { property, item };
}

async function loadMessages(): Promise<Messages> {
  const lang = interfaceLanguage();
  return createMessages(
    lang,
    await getJson<CompleteCatalogue>(`/i18n/${encodeURIComponent(lang)}.json`),
  );
}
