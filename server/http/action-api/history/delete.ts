/** `delete` and `undelete`. */
import { deletionEdit, undeletionEdit } from '../../../edit/moderate/delete-page.ts';
import { saveEdit } from '../../../edit/save-edit.ts';
import { logIdOf } from '../../../read/log.ts';
import { ApiError, defineModule } from '../module.ts';
import { coreError, namedPage, pageParameters } from './named-page.ts';
import { watchAfterwards, watchParameters } from './watch-option.ts';

const reasonParameters = {
  reason: { type: 'string', default: '' },
  tags: { type: 'list' },
  ...watchParameters,
} as const;

export const deleteModule = defineModule({
  name: 'delete',
  mustBePosted: true,
  token: 'csrf',
  parameters: { ...pageParameters, ...reasonParameters },
  async run(values, request) {
    const page = await namedPage(values, request);
    if (page instanceof ApiError) return page;
    const { services, visitor } = request;
    const { documentId, title } = page;
    const { reason, tags = [] } = values;
    const edit = deletionEdit({ actor: visitor.actor, documentId, reason, tags });
    const result = await saveEdit(edit, services.edit);
    if (result.outcome === 'rejected') return coreError(result.failures);
    const watched = await watchAfterwards(documentId, values, request, 'nochange');
    if (watched instanceof ApiError) return watched;
    const { revisionId } = result;
    const [event] = await services.edit.storage.records.logEvents({ revisionId, limit: 1 });
    return { delete: { title, reason, ...(event === undefined ? {} : { logid: logIdOf(event) }) } };
  },
});

export const undeleteModule = defineModule({
  name: 'undelete',
  mustBePosted: true,
  token: 'csrf',
  parameters: { title: { ...pageParameters.title, required: true }, ...reasonParameters },
  async run(values, request) {
    const page = await namedPage(values, request);
    if (page instanceof ApiError) return page;
    const { services, visitor } = request;
    const { documentId, title } = page;
    const { reason, tags = [] } = values;
    const undeletion = await undeletionEdit(
      { actor: visitor.actor, documentId, reason, tags },
      services.edit.storage.records,
    );
    if (!undeletion.ok) return new ApiError('cantundelete', undeletion.failures);
    const result = await saveEdit(undeletion.value.edit, services.edit);
    if (result.outcome === 'rejected') return coreError(result.failures);
    const watched = await watchAfterwards(documentId, values, request, 'nochange');
    if (watched instanceof ApiError) return watched;
    return { undelete: { title, revisions: undeletion.value.revisions, fileversions: 0, reason } };
  },
});
