/** `rollback`. */
import { rollbackEdit } from '../../../edit/revert/rollback.ts';
import { saveEdit } from '../../../edit/save-edit.ts';
import { ApiError, defineModule } from '../module.ts';
import { coreError, namedPage, pageParameters } from './named-page.ts';
import { watchAfterwards, watchParameters } from './watch-option.ts';

export const rollbackModule = defineModule({
  name: 'rollback',
  mustBePosted: true,
  token: 'rollback',
  parameters: {
    ...pageParameters,
    user: { type: 'user', required: true },
    summary: { type: 'string' },
    tags: { type: 'list' },
    markbot: { type: 'boolean' },
    ...watchParameters,
  },
  async run(values, request) {
    const page = await namedPage(values, request);
    if (page instanceof ApiError) return page;
    const { documentId, title, newest } = page;
    const { services, visitor } = request;
    const { records } = services.edit.storage;
    const rollback = await rollbackEdit(
      {
        actor: visitor.actor,
        documentId,
        userName: values.user,
        comment: values.summary ?? '',
        tags: values.tags ?? [],
        bot: values.markbot,
      },
      records,
    );
    if (!rollback.ok) return coreError(rollback.failures);
    const result = await saveEdit(rollback.value.edit, services.edit);
    if (result.outcome === 'rejected') return coreError(result.failures);
    const watched = await watchAfterwards(documentId, values, request, 'nochange');
    if (watched instanceof ApiError) return watched;
    const saved = await records.revision(result.revisionId);
    return {
      rollback: {
        title,
        pageid: newest.pageId,
        summary: saved?.summary ?? '',
        revid: result.revisionId,
        old_revid: newest.revisionId,
        last_revid: rollback.value.target.revisionId,
      },
    };
  },
});
