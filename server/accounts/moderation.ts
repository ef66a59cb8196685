/** What those do who look after the wiki: block and unblock, protect pages, change groups. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import { tidyComment } from '../../schema/model/edit-summary.ts';
import type { Block, BlockTerms, BlockWrites } from '../storage/records/blocks.ts';
import type { NewLogEvent } from '../storage/records/log-events.ts';
import type { Protection, ProtectionWrites } from '../storage/records/protections.ts';
import type { RecordStore, User } from '../storage/records/record-store.ts';
import type { GroupExpiries, UserWrites } from '../storage/records/users.ts';
import { isTooWide, parseRange, rangeText } from './addresses.ts';
import { findUser } from './accounts.ts';
import { isExplicitGroup } from './groups.ts';
import { groupsChangeableBy, rightsOf } from './rights.ts';
import type { Right } from './rights.ts';
import { blockAgainst } from './standing.ts';
import type { Person } from './standing.ts';
import { refusedTags } from './tagging.ts';
import type { TagStore } from './tagging.ts';

export interface ModerationStore extends TagStore {
  readonly records: Pick<
    RecordStore,
    'userByName' | 'userById' | 'blocks' | 'blocksOn' | 'protection' | 'tagDefinitions'
  >;
  readonly moderation: Pick<
    BlockWrites & ProtectionWrites & UserWrites,
    'addBlock' | 'removeBlock' | 'setProtection' | 'setGroups'
  >;
}

/** What is said of a deed in the log. */
interface Note {
  readonly reason: string;
  readonly tags?: readonly string[];
}

export interface BlockRequest extends BlockTerms {
  /** The name of an account, an address or a range. */
  readonly target: string;
  /** A block that is there already is replaced; else it is a failure. */
  readonly replaces: boolean;
  readonly tags?: readonly string[];
}

export async function blockUser(
  request: BlockRequest,
  actor: Person,
  store: ModerationStore,
): Promise<Result<Block>> {
  const { records, moderation } = store;
  const refused = await refusal(actor, 'block', request, store);
  if (refused !== undefined) return failed(refused);
  const whom = await blockTarget(request.target, records);
  if (!whom.ok) return whom;
  const { target: _, replaces, tags, ...terms } = request;
  const by = { userId: actor.userId, name: actor.name };
  const reason = tidyComment(request.reason);
  const block = { ...terms, ...whom.value, by, reason };
  const event = eventOf('block', 'block', actor, whom.value.target, {
    reason,
    ...(tags === undefined ? {} : { tags }),
  });
  const params = paramsOf(terms, whom.value.userId);
  const made = await moderation.addBlock(block, replaces, { ...event, params });
  return made === undefined
    ? failed(failure('already-blocked', { name: whom.value.target }))
    : ok(made);
}

/** `which`: the target, or the number of the block. */
export async function unblockUser(
  which: string | number,
  note: Note,
  actor: Person,
  store: ModerationStore,
): Promise<Result<Block>> {
  const { records, moderation } = store;
  const [block] =
    typeof which === 'number'
      ? await records.blocks({ blockIds: [which], limit: 1 })
      : await blocksOfTarget(which, records);
  const refused =
    block !== undefined && mayLiftOwn(block, actor)
      ? await refusalOfDeed(actor, 'unblock', note, store)
      : await refusal(actor, 'unblock', note, store);
  if (refused !== undefined) return failed(refused);
  const missing = failed(failure('not-blocked', { name: String(which) }));
  if (block === undefined) return missing;
  const event = eventOf('block', 'unblock', actor, block.target, note);
  return (await moderation.removeBlock(block.blockId, event)) ? ok(block) : missing;
}

/** Who has blocked themselves is not locked out, and neither are those with a right of their own. */
function mayLiftOwn({ userId, byId }: Block, actor: Person): boolean {
  const isOwn = userId !== 0 && userId === actor.userId;
  return isOwn && (byId === userId || rightsOf(actor).has('unblockself'));
}

export async function protectPage(
  documentId: string,
  protection: Protection | undefined,
  note: Note,
  actor: Person,
  store: ModerationStore,
): Promise<Result<undefined>> {
  const { records, moderation } = store;
  const refused = await refusal(actor, 'protect', note, store);
  if (refused !== undefined) return failed(refused);
  const before = await records.protection(documentId);
  const verb = before === undefined ? 'protect' : 'modify';
  const action = protection === undefined ? 'unprotect' : verb;
  const details = protection && [
    { type: 'edit', level: protection.level, expiry: protection.expires ?? 'infinite' },
  ];
  await moderation.setProtection(documentId, protection, {
    ...eventOf('protect', action, actor, documentId, note),
    documentId,
    params: details === undefined ? {} : { details },
  });
  return ok(undefined);
}

interface GroupChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** When the memberships that are added end; `undefined` for those that do not. */
  readonly expires: ReadonlyMap<string, string | undefined>;
}

interface ChangedGroups {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Groups that are added and taken away at once are added. */
export async function changeGroups(
  user: User,
  change: GroupChange,
  note: Note,
  actor: Person,
  store: ModerationStore,
): Promise<Result<ChangedGroups>> {
  const { records, moderation } = store;
  const refused = await refusal(actor, undefined, note, store);
  if (refused !== undefined) return failed(refused);
  const { add, remove, expires } = change;
  const denied = deniedGroups([...add, ...remove], actor);
  if (denied.length > 0) return failed(...denied);
  if (add.length > 0 && user.groups.includes('temp')) {
    return failed(failure('groups-of-temporary', { name: user.name }));
  }
  const removed = remove.filter((group) => user.groups.includes(group) && !add.includes(group));
  const added = add.filter(
    (group) => !user.groups.includes(group) || user.groupExpiries[group] !== expires.get(group),
  );
  if (added.length + removed.length === 0) return ok({ added, removed });
  const kept = user.groups.filter((group) => !removed.includes(group) && !added.includes(group));
  const groups = [...kept, ...added];
  const expiries = expiriesOf(groups, (group) =>
    added.includes(group) ? expires.get(group) : user.groupExpiries[group],
  );
  const event = {
    ...eventOf('rights', 'rights', actor, user.name, note),
    params: {
      oldgroups: user.groups,
      newgroups: groups,
      oldmetadata: membershipsOf(user.groups, user.groupExpiries),
      newmetadata: membershipsOf(groups, expiries),
    },
  };
  const changed = { before: user.groups, groups, expiries };
  if (await moderation.setGroups(user.userId, changed, event)) return ok({ added, removed });
  // somebody else was faster, and what they did must not be undone by the way
  const now = await records.userById(user.userId);
  return now === undefined
    ? failed(failure('unknown-user', { name: user.name }))
    : changeGroups(now, change, note, actor, store);
}

function deniedGroups(names: readonly string[], actor: Person): Failure[] {
  const unknown = names.filter((name) => !isExplicitGroup(name));
  if (unknown.length > 0) return unknown.map((group) => failure('unknown-group', { group }));
  const changeable: readonly string[] = groupsChangeableBy(actor);
  return names
    .filter((name) => !changeable.includes(name))
    .map((group) => failure('group-not-changeable', { group }));
}

function expiriesOf(
  groups: readonly string[],
  expiryOf: (group: string) => string | undefined,
): GroupExpiries {
  return Object.fromEntries(
    groups.flatMap((group) => {
      const expires = expiryOf(group);
      return expires === undefined ? [] : [[group, expires]];
    }),
  );
}

/** As MediaWiki's API gives the memberships of a user. */
export function membershipsOf(groups: readonly string[], expiries: GroupExpiries) {
  return groups.map((group) => ({ group, expiry: expiries[group] ?? 'infinity' }));
}

/** People who are blocked do not act on others. */
async function refusal(
  actor: Person,
  right: Right | undefined,
  note: Note,
  store: ModerationStore,
): Promise<Failure | undefined> {
  return (
    lackOf(right, actor) ??
    (await blockAgainst(actor, undefined, store.records)) ??
    (await refusalOfDeed(actor, right, note, store))
  );
}

/** Whatever blocks there are. */
async function refusalOfDeed(
  actor: Person,
  right: Right | undefined,
  { tags = [] }: Note,
  store: ModerationStore,
): Promise<Failure | undefined> {
  return lackOf(right, actor) ?? (await refusedTags(tags, actor, store))[0];
}

function lackOf(right: Right | undefined, actor: Person): Failure | undefined {
  return right === undefined || rightsOf(actor).has(right)
    ? undefined
    : failure('permission-denied', { right });
}

type Target = Pick<Block, 'target' | 'userId'>;

async function blockTarget(
  text: string,
  records: Pick<RecordStore, 'userByName'>,
): Promise<Result<Target>> {
  const range = parseRange(text);
  if (range !== undefined) {
    return isTooWide(range)
      ? failed(failure('range-too-large', { value: rangeText(range) }))
      : ok({ target: rangeText(range), userId: 0 });
  }
  const user = await findUser(text, records);
  return user === undefined
    ? failed(failure('unknown-user', { name: text }))
    : ok({ target: user.name, userId: user.userId });
}

async function blocksOfTarget(
  text: string,
  records: Pick<RecordStore, 'blocks' | 'userByName'>,
): Promise<Block[]> {
  const range = parseRange(text);
  const user = range === undefined ? await findUser(text, records) : undefined;
  const target = range === undefined ? (user?.name ?? text) : rangeText(range);
  return records.blocks({ targets: [target], limit: 1 });
}

function eventOf(
  type: string,
  action: string,
  author: Person,
  target: string,
  { reason, tags = [] }: Note,
): NewLogEvent {
  const { userId, name } = author;
  return { type, action, author: { userId, name }, target, comment: tidyComment(reason), tags };
}

function paramsOf(terms: BlockTerms, userId: number): Readonly<Record<string, unknown>> {
  const { expires, only } = terms;
  return {
    duration: expires ?? 'infinity',
    ...(expires === undefined ? {} : { expiry: expires }),
    flags: [
      ...(terms.anonymousOnly && userId === 0 ? ['anononly'] : []),
      ...(terms.noAccountCreation ? ['nocreate'] : []),
      ...(!terms.autoblock && userId !== 0 ? ['noautoblock'] : []),
      ...(terms.ownTalkPage ? [] : ['nousertalk']),
    ],
    sitewide: only === undefined,
    ...(only === undefined ? {} : { restrictions: only }),
  };
}
