/** The fields of a form that its reader sent on purpose: with the token that stood in it. */
import type { Result } from '../../../schema/failures.ts';
import { failed, failure } from '../../../schema/failures.ts';
import { readForm } from '../request/form.ts';
import type { FormFields } from '../request/form.ts';
import { hasToken } from '../request/visitor.ts';
import type { PageContext } from './render.ts';

export async function sentForm(c: PageContext): Promise<Result<FormFields>> {
  const form = await readForm(c.req.raw);
  if (!form.ok) return form;
  return hasToken(c.get('visitor'), form.value.get('token') ?? '')
    ? form
    : failed(failure('bad-token', {}));
}
