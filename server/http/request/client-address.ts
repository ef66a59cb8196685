/** Where a request comes from: what the socket says, or a proxy that the operator trusts. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { isWithin, parseRange, rangeText } from '../../accounts/addresses.ts';
import type { Range } from '../../accounts/addresses.ts';

/** Without trusted proxies anybody could write anything into `X-Forwarded-For`: it is not read. */
export function clientAddress(c: Context, trustedProxies: readonly Range[]): string {
  const socket = canonical(socketAddress(c));
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map(canonical);
  let address = socket;
  // each proxy adds whom it was asked by: from the right, the first that is none of ours
  while (isTrusted(address, trustedProxies)) {
    const before = forwarded.pop();
    if (before === undefined || before === '') return address;
    address = before;
  }
  return address;
}

function isTrusted(address: string, trusted: readonly Range[]): boolean {
  return trusted.some((range) => isWithin(address, range));
}

function canonical(text: string): string {
  const range = parseRange(text);
  return range === undefined ? text.trim().slice(0, 100) : rangeText(range);
}

function socketAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // requests that came over no socket
    return 'unknown';
  }
}
