/** What the modules have in common that authenticate a person step by step. */
import { failure } from '../../../../schema/failures.ts';
import { ApiError } from '../module.ts';
import type { JsonObject, Parameter } from '../module.ts';

type AuthParameters<Prefix extends string> = {
  readonly [Name in `${Prefix}requests`]: Parameter & { readonly type: 'list' };
} & {
  readonly [Name in `${Prefix}messageformat`]: Parameter & { readonly type: 'enum' };
} & {
  readonly [Name in `${Prefix}${'mergerequestfields' | 'preservestate' | 'continue'}`]: {
    readonly type: 'boolean';
  };
} & { readonly [Name in `${Prefix}returnurl`]: { readonly type: 'string' } };

/** There is one way to authenticate, by a password: how to ask for others need not be chosen. */
export function authParameters<Prefix extends string>(prefix: Prefix): AuthParameters<Prefix> {
  return {
    [`${prefix}requests`]: { type: 'list' },
    [`${prefix}messageformat`]: {
      type: 'enum',
      values: ['html', 'none', 'raw', 'wikitext'],
      default: 'wikitext',
    },
    [`${prefix}mergerequestfields`]: { type: 'boolean' },
    [`${prefix}preservestate`]: { type: 'boolean' },
    [`${prefix}returnurl`]: { type: 'string' },
    [`${prefix}continue`]: { type: 'boolean' },
  } as AuthParameters<Prefix>;
}

/** A first step names where to come back to, a later one that it goes on. */
export function missingStep(
  { returnUrl, continues }: { readonly returnUrl: string | undefined; readonly continues: boolean },
  prefix: string,
): ApiError | undefined {
  const fields = `${prefix}continue, ${prefix}returnurl`;
  if (returnUrl === undefined && !continues) {
    return new ApiError('missingparam', [failure('missing-field', { field: fields })]);
  }
  if (returnUrl !== undefined && continues) {
    return new ApiError('invalidparammix', [
      failure('wrong-type', { field: fields, expected: 'one of the two' }),
    ]);
  }
  return returnUrl === undefined || URL.canParse(returnUrl)
    ? undefined
    : new ApiError(`badurl_${prefix}returnurl`, [
        failure('wrong-type', { field: `${prefix}returnurl`, expected: 'a URL' }),
      ]);
}

/** People can try again; nothing of what they wrote is kept. */
export function authFailure(messagecode: string, message: string): JsonObject {
  return { status: 'FAIL', message, messagecode, canpreservestate: false };
}
