/** `asof`, which every module that reads entities takes. */
import { readMoment } from '../../request/moment.ts';
import type { Moment } from '../../request/moment.ts';
import { wikibaseError } from '../error-codes.ts';
import type { ApiError, Parameter } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const asOfParameters = {
  asof: { type: 'string' },
} as const satisfies Readonly<Record<string, Parameter>>;

/** `undefined` where the present is asked for. */
export async function readAsOf(
  { asof }: { readonly asof?: string | undefined },
  { services }: ApiRequest,
): Promise<Moment | undefined | ApiError> {
  const moment = await readMoment(asof, services.edit.storage.records);
  return moment.ok ? moment.value : wikibaseError('param-invalid', moment.failures);
}
