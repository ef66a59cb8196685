/** `list=blocks`: who may not edit, by the order in which they were blocked. */
import type { Block, BlockQuery } from '../../../../storage/records/blocks.ts';
import { failure } from '../../../../../schema/failures.ts';
import { parseRange, rangesAround } from '../../../../accounts/addresses.ts';
import { ApiError } from '../../module.ts';
import type { JsonObject } from '../../module.ts';
import { compactTimestamp } from '../../parse-timestamp.ts';
import { logParameters } from '../change-list.ts';
import { badContinue } from '../continuation.ts';
import { secondsOf } from '../log-range.ts';
import { defineList } from '../query-module.ts';
import { afterCursor } from '../revision-json.ts';

const props = [
  'by',
  'byid',
  'expiry',
  'flags',
  'id',
  'range',
  'reason',
  'restrictions',
  'timestamp',
  'user',
  'userid',
] as const;
type Prop = (typeof props)[number];

export const blocks = defineList({
  name: 'blocks',
  prefix: 'bk',
  parameters: {
    ...logParameters,
    ids: { type: 'integers' },
    users: { type: 'list' },
    ip: { type: 'string' },
    prop: { type: 'list', values: props, default: 'id|user|by|timestamp|expiry|reason|flags' },
    show: {
      type: 'list',
      values: ['account', '!account', 'ip', '!ip', 'range', '!range', 'temp', '!temp'],
    },
  },
  async run(values, { services }) {
    const order = values.dir === 'older' ? 'newest-first' : 'oldest-first';
    const range = values.continue === undefined ? {} : afterCursor(values.continue, order);
    if (range === undefined) return badContinue();
    const { ids, limit, prop } = values;
    const targets = targetsOf(values);
    if (targets instanceof ApiError) return targets;
    const found = await services.edit.storage.records.blocks({
      ...range,
      ...(ids === undefined ? {} : { blockIds: ids }),
      ...(targets === undefined ? {} : { targets }),
      ...targetsShown(values.show ?? []),
      ...secondsOf(values),
      order,
      limit: limit + 1,
    });
    const next = found[limit];
    return {
      items: found.slice(0, limit).map((block) => blockJson(block, new Set(prop))),
      next: next && `${compactTimestamp(next.created)}|${next.blockId}`,
    };
  },
});

/** Blocks of these, or all that hold an address or a range. `undefined` for any. */
function targetsOf({
  users,
  ip,
}: {
  readonly users: readonly string[] | undefined;
  readonly ip: string | undefined;
}): readonly string[] | undefined | ApiError {
  if (ip === undefined) return users;
  if (users !== undefined) {
    const expected = 'bkusers or bkip, not both';
    return new ApiError('invalidparammix', [failure('wrong-type', { field: 'bkip', expected })]);
  }
  const range = parseRange(ip);
  if (range === undefined) {
    const expected = 'an address or a range';
    return new ApiError('param_ip', [failure('wrong-type', { field: 'bkip', expected })]);
  }
  const around = rangesAround(range);
  return around.length === 0
    ? new ApiError('cidrtoobroad', [failure('range-too-large', { value: ip })])
    : around;
}

function targetsShown(show: readonly string[]): Pick<BlockQuery, 'targetIs' | 'temporary'> {
  if (show.includes('temp')) return { temporary: true };
  return { ...kindShown(show), ...(show.includes('!temp') ? { temporary: false } : {}) };
}

function kindShown(show: readonly string[]): Pick<BlockQuery, 'targetIs'> {
  if (show.includes('account') || show.includes('!ip')) return { targetIs: 'account' };
  return show.some((each) => ['ip', 'range', '!account'].includes(each))
    ? { targetIs: 'address' }
    : {};
}

function blockJson(block: Block, wanted: ReadonlySet<Prop>): JsonObject {
  return {
    ...(wanted.has('id') ? { id: block.blockId } : {}),
    ...(wanted.has('user') && !block.automatic ? { user: block.target } : {}),
    ...(wanted.has('userid') && !block.automatic ? { userid: block.userId } : {}),
    ...(wanted.has('by') ? { by: block.byName } : {}),
    ...(wanted.has('byid') ? { byid: block.byId } : {}),
    ...(wanted.has('timestamp') ? { timestamp: block.created } : {}),
    ...(wanted.has('expiry') ? { expiry: block.expires ?? 'infinity' } : {}),
    ...(wanted.has('reason') ? { reason: block.reason } : {}),
    ...(wanted.has('flags') ? flagsOf(block) : {}),
    ...(wanted.has('restrictions') ? { restrictions: restrictionsOf(block) } : {}),
  };
}

function flagsOf(block: Block): JsonObject {
  return {
    automatic: block.automatic,
    anononly: block.anonymousOnly,
    nocreate: block.noAccountCreation,
    autoblock: block.autoblock,
    noemail: false,
    hidden: false,
    allowusertalk: block.ownTalkPage,
    partial: block.only !== undefined,
  };
}

function restrictionsOf({ only }: Block): unknown {
  return only === undefined ? [] : { pages: only.pages, namespaces: only.kinds };
}
