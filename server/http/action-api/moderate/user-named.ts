/** Whom a module of those who look after the wiki is about. */
import { failure } from '../../../../schema/failures.ts';
import { coreError } from '../history/named-page.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';

interface UserValues {
  readonly user?: string | undefined;
  readonly userid?: number | undefined;
}

/** Whom `user` or `userid` names; `#5` is a number too. */
export async function userNamed(
  { user, userid }: UserValues,
  { services }: ApiRequest,
): Promise<string | ApiError> {
  const byNumber = /^#(\d{1,15})$/.exec(user ?? '')?.[1];
  const userId = userid ?? (byNumber === undefined ? undefined : Number(byNumber));
  if (userId === undefined) {
    return user ?? new ApiError('missingparam', [failure('missing-field', { field: 'user' })]);
  }
  const found = await services.edit.storage.records.userById(userId);
  return found?.name ?? coreError([failure('unknown-user', { name: `#${userId}` })]);
}
