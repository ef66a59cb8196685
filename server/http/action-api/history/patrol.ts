/** `patrol`: a change has the number of its revision. */
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { patrolRevision } from '../../../edit/moderate/patrol.ts';
import { titleOf } from '../../titles.ts';
import { ApiError, defineModule } from '../module.ts';
import { coreError } from './named-page.ts';

export const patrolModule = defineModule({
  name: 'patrol',
  mustBePosted: true,
  token: 'patrol',
  parameters: {
    rcid: { type: 'integer', min: 0, max: 1e15 },
    revid: { type: 'integer', min: 0, max: 1e15 },
    tags: { type: 'list' },
  },
  async run({ rcid, revid, tags = [] }, { services, visitor }) {
    if ((rcid === undefined) === (revid === undefined)) {
      const expected = 'exactly one of rcid and revid';
      const code = rcid === undefined ? 'missingparam' : 'invalidparammix';
      return new ApiError(code, [failure('wrong-type', { field: 'rcid', expected })]);
    }
    const result = await patrolRevision(
      { actor: visitor.actor, revisionId: rcid ?? revid ?? 0, tags },
      services.edit,
    );
    if (!result.ok) return refusal(result.failures, rcid !== undefined);
    const revision = result.value;
    const site = await services.site.current();
    return { patrol: { rcid: revision.revisionId, ...titleOf(revision, site) } };
  },
});

function refusal(failures: readonly Failure[], byChange: boolean): ApiError {
  const [first] = failures;
  if (first?.code === 'unknown-revision' && byChange) return new ApiError('nosuchrcid', failures);
  if (first?.parameters['right'] === 'autopatrol') return new ApiError('noautopatrol', failures);
  return coreError(failures);
}
