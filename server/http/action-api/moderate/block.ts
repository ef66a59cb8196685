/** `block` and `unblock`. */
import { failure } from '../../../../schema/failures.ts';
import { readNamedExpiry } from '../../../accounts/expiry.ts';
import { blockUser, unblockUser } from '../../../accounts/moderation.ts';
import { moderationStore } from '../../services.ts';
import { namespacesOf, parseTitle } from '../../titles.ts';
import { coreError } from '../history/named-page.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { userNamed } from './user-named.ts';

export const blockModule = defineModule({
  name: 'block',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    user: { type: 'user' },
    userid: { type: 'integer', min: 1, max: 1e15, deprecated: true },
    expiry: { type: 'string', default: 'never' },
    reason: { type: 'string', default: '' },
    anononly: { type: 'boolean' },
    nocreate: { type: 'boolean' },
    autoblock: { type: 'boolean' },
    allowusertalk: { type: 'boolean' },
    reblock: { type: 'boolean' },
    partial: { type: 'boolean' },
    pagerestrictions: { type: 'list' },
    namespacerestrictions: { type: 'integers' },
    tags: { type: 'list' },
    noemail: { type: 'boolean' },
    hidename: { type: 'boolean' },
    watchuser: { type: 'boolean' },
  },
  async run(values, request) {
    const target = await userNamed(values, request);
    if (target instanceof ApiError) return target;
    // there are no mails, no hidden names and no watched user pages that a block could change
    const asked = (['noemail', 'hidename', 'watchuser'] as const).filter((name) => values[name]);
    for (const name of asked) request.warn('block', request.messages.text('api-no-effect', name));
    const expires = readNamedExpiry(values.expiry, Date.now());
    if (!expires.ok) return coreError(expires.failures);
    const only = values.partial ? await restrictions(values, request) : undefined;
    if (only instanceof ApiError) return only;
    const made = await blockUser(
      {
        target,
        expires: expires.value,
        reason: values.reason,
        only,
        anonymousOnly: values.anononly,
        noAccountCreation: values.nocreate,
        autoblock: values.autoblock,
        ownTalkPage: values.allowusertalk,
        replaces: values.reblock,
        tags: values.tags ?? [],
      },
      request.visitor.actor,
      moderationStore(request.services),
    );
    if (!made.ok) return coreError(made.failures);
    const block = made.value;
    return {
      block: {
        user: block.target,
        userID: block.userId,
        expiry: block.expires ?? 'infinite',
        id: block.blockId,
        reason: block.reason,
        anononly: block.anonymousOnly,
        nocreate: block.noAccountCreation,
        autoblock: block.autoblock,
        noemail: false,
        hidename: false,
        allowusertalk: block.ownTalkPage,
        watchuser: false,
        partial: block.only !== undefined,
        pagerestrictions: values.pagerestrictions ?? null,
        namespacerestrictions: values.namespacerestrictions ?? null,
      },
    };
  },
});

async function restrictions(
  {
    pagerestrictions = [],
    namespacerestrictions = [],
  }: {
    readonly pagerestrictions?: readonly string[] | undefined;
    readonly namespacerestrictions?: readonly number[] | undefined;
  },
  { services }: ApiRequest,
) {
  const site = await services.site.current();
  const pages = pagerestrictions.map((title) => ({
    title,
    documentId: parseTitle(title, site)?.documentId,
  }));
  const unknown = pages.find(({ documentId }) => documentId === undefined);
  if (unknown !== undefined) {
    return new ApiError('cant-block-nonexistent-page', [
      failure('not-found', { what: unknown.title }),
    ]);
  }
  const kinds = namespacesOf(site).flatMap(({ number, kind }) =>
    kind !== undefined && namespacerestrictions.includes(number) ? [kind] : [],
  );
  return { pages: pages.flatMap(({ documentId }) => documentId ?? []), kinds };
}

export const unblockModule = defineModule({
  name: 'unblock',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    id: { type: 'integer', min: 1, max: 1e15 },
    user: { type: 'user' },
    userid: { type: 'integer', min: 1, max: 1e15, deprecated: true },
    reason: { type: 'string', default: '' },
    tags: { type: 'list' },
    watchuser: { type: 'boolean' },
  },
  async run(values, request) {
    const which = values.id ?? (await userNamed(values, request));
    if (which instanceof ApiError) return which;
    const { reason, tags = [] } = values;
    const { actor } = request.visitor;
    const removed = await unblockUser(
      which,
      { reason, tags },
      actor,
      moderationStore(request.services),
    );
    if (!removed.ok) return coreError(removed.failures);
    const { blockId, target, userId } = removed.value;
    return { unblock: { id: blockId, user: target, userid: userId, reason } };
  },
});
