/** Programs that do nothing but fail, or ask for more than a fair share of queries, have to wait. */
import type { Context, MiddlewareHandler } from 'hono';
import { clientAddress } from './client-address.ts';
import { visitorOf } from './visitor.ts';
import { refuse } from '../response/refuse.ts';
import type { Refuse } from '../response/refuse.ts';
import type { Services } from '../services.ts';

export function fairUse(services: Services, refused: Refuse = refuse): MiddlewareHandler {
  const { limits } = services.edit;
  return async (c, next) => {
    if (!limits.enabled) return next();
    const address = clientAddress(c, services.visitors.trustedProxies);
    const tooMuch = await limits.usedUp(address);
    if (tooMuch !== undefined && !(await isUnlimited(c, services))) return refused(c, [tooMuch]);
    await next();
    if (isError(c) && !(await isUnlimited(c, services))) await limits.takeError(address);
    return undefined;
  };
}

/** Every query counts, however short it is: from its arrival to the last byte of its answer. */
export function queryTime(services: Services): MiddlewareHandler {
  const { limits } = services.edit;
  return async (c, next) => {
    if (!limits.enabled) return next();
    const address = clientAddress(c, services.visitors.trustedProxies);
    const start = performance.now();
    const count = () => limits.takeQueryTime(address, performance.now() - start);
    await next();
    const { body } = c.res;
    if (body === null) return count();
    const counted = new TransformStream<Uint8Array, Uint8Array>({ flush: count, cancel: count });
    c.res = new Response(body.pipeThrough(counted), c.res);
    return undefined;
  };
}

/** The Action API tells its errors under status 200. Asking for what is not there is no error. */
function isError(c: Context): boolean {
  const { status, headers } = c.res;
  return (status >= 400 && status < 500 && status !== 404) || headers.has('MediaWiki-API-Error');
}

async function isUnlimited(c: Context, services: Services): Promise<boolean> {
  const { rights } = await visitorOf(c, services);
  return rights.has('noratelimit');
}
