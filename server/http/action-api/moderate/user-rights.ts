/** `userrights`: puts people into groups and takes them out. */
import { failure } from '../../../../schema/failures.ts';
import { findUser } from '../../../accounts/accounts.ts';
import { readExpiry } from '../../../accounts/expiry.ts';
import { explicitGroups } from '../../../accounts/groups.ts';
import { changeGroups } from '../../../accounts/moderation.ts';
import { moderationStore } from '../../services.ts';
import { coreError } from '../history/named-page.ts';
import { ApiError, defineModule } from '../module.ts';
import { userNamed } from './user-named.ts';

export const userRightsModule = defineModule({
  name: 'userrights',
  mustBePosted: true,
  token: 'userrights',
  parameters: {
    user: { type: 'user' },
    userid: { type: 'integer', min: 1, max: 1e15, deprecated: true },
    add: { type: 'list', values: explicitGroups },
    expiry: { type: 'list', default: 'infinite' },
    remove: { type: 'list', values: explicitGroups },
    reason: { type: 'string', default: '' },
    tags: { type: 'list' },
  },
  async run({ add = [], remove = [], expiry, reason, tags = [], ...values }, request) {
    const name = await userNamed(values, request);
    if (name instanceof ApiError) return name;
    const user = await findUser(name, request.services.edit.storage.records);
    if (user === undefined) return coreError([failure('unknown-user', { name })]);
    if (expiry.length !== 1 && expiry.length !== add.length) {
      const expected = 'one, or as many as there are groups to add';
      return new ApiError('toofewexpiries', [failure('wrong-type', { field: 'expiry', expected })]);
    }
    const expires = new Map<string, string | undefined>();
    for (const [at, group] of add.entries()) {
      const read = readExpiry(expiry[expiry.length === 1 ? 0 : at] ?? '', Date.now());
      if (!read.ok) return coreError(read.failures);
      expires.set(group, read.value);
    }
    const changed = await changeGroups(
      user,
      { add, remove, expires },
      { reason, tags },
      request.visitor.actor,
      moderationStore(request.services),
    );
    if (!changed.ok) return coreError(changed.failures);
    const { added, removed } = changed.value;
    return { userrights: { user: user.name, userid: user.userId, removed, added } };
  },
});
