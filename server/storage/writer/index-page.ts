/** What a saved page changes in the index, with the pages whose triples depend on it. */
import { diffIndexParts } from '../../rdf/index-parts.ts';
import { changeContext, rederivePages, replaceChangedNodes } from './context-change.ts';
import type { IndexingParts } from './context-change.ts';
import { versionOf } from './page-loader.ts';
import type { LoadedPage } from './page-loader.ts';
import { NO_STATE } from './page-state.ts';

export function indexPage(
  parts: IndexingParts,
  saved: LoadedPage,
  earlier: LoadedPage | undefined,
): void {
  const { index, context, dependencies } = parts;
  const { documentId, revision: sequence, state } = saved;
  const earlierState = earlier?.state ?? NO_STATE;
  const change = changeContext(parts, documentId, earlierState.document, state.document);
  const before = versionOf(earlier, change?.before ?? context);
  const after = versionOf(saved, context);
  index.apply(diffIndexParts(before, after), sequence);
  if (change !== undefined) {
    replaceChangedNodes(before, after, index, sequence, new Set());
    rederivePages(parts, change, { documentId, sequence });
  }
  dependencies.replace(saved.page, earlierState.dependencies, state.dependencies);
}
