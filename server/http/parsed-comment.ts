/** A summary as readers see it: what is written by programs in words, what it mentions by name. */
import { html } from 'hono/html';
import { entitiesInSummary, summaryView } from '../../client/view/summary-view.ts';
import { valueMarkup } from './pages/markup.ts';
import { viewContext } from './pages/view-context.ts';
import type { Reader } from './request/reader.ts';
import type { Services } from './services.ts';

export async function parsedComment(
  summary: string,
  reader: Pick<Reader, 'language' | 'languages' | 'messages'>,
  services: Pick<Services, 'labels' | 'properties' | 'site'>,
): Promise<string> {
  const context = await viewContext(services, reader, entitiesInSummary(summary));
  return String(await html`${summaryView(summary, context).map(valueMarkup)}`);
}
