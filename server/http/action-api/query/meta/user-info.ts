/** `meta=userinfo`: who the wiki takes the sender of the request for. */
import { allGroups, groupsChangeableBy } from '../../../../accounts/rights.ts';
import { isExplicitGroup } from '../../../../accounts/groups.ts';
import { membershipsOf } from '../../../../accounts/moderation.ts';
import { EDITS, standingOf } from '../../../../accounts/rate-limits.ts';
import { blockedBy, blocksOf } from '../../../../accounts/standing.ts';
import type { Person } from '../../../../accounts/standing.ts';
import { blockInfo } from '../../block-info.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import { defineMeta } from '../query-module.ts';

const props = [
  'acceptlang',
  'blockinfo',
  'changeablegroups',
  'editcount',
  'groupmemberships',
  'groups',
  'hasmsg',
  'implicitgroups',
  'latestcontrib',
  'options',
  'ratelimits',
  'registrationdate',
  'rights',
  'theoreticalratelimits',
  'unreadcount',
] as const;
type Prop = (typeof props)[number];

export const userInfo = defineMeta({
  name: 'userinfo',
  prefix: 'ui',
  parameters: { prop: { type: 'list', values: props, all: true } },
  async run({ prop = [] }, request) {
    const { actor, loggedIn } = request.visitor;
    const facts = await Promise.all(prop.map((name) => factOf(name, request)));
    return {
      userinfo: {
        id: actor.userId,
        name: actor.name,
        ...(loggedIn ? {} : { anon: true }),
        ...Object.assign({}, ...facts),
      },
    };
  },
});

async function factOf(name: Prop, { services, visitor, c }: ApiRequest): Promise<JsonObject> {
  const { records } = services.edit.storage;
  const { actor, rights } = visitor;
  const account = async () => (actor.userId === 0 ? undefined : records.userById(actor.userId));
  switch (name) {
    case 'acceptlang':
      return { acceptlang: [{ q: 1, code: c.req.header('Accept-Language') ?? '*' }] };
    case 'blockinfo': {
      const [block] = await blocksOf(actor, records);
      return block === undefined ? {} : blockInfo(blockedBy(block));
    }
    case 'changeablegroups': {
      const groups = groupsChangeableBy(actor);
      return {
        changeablegroups: { add: groups, remove: groups, 'add-self': [], 'remove-self': [] },
      };
    }
    case 'editcount':
      return actor.userId === 0 ? {} : { editcount: await records.editCount(actor.userId) };
    case 'groupmemberships': {
      const user = await account();
      const held = user === undefined ? [] : membershipsOf(user.groups, user.groupExpiries);
      return { groupmemberships: held };
    }
    case 'groups':
      return { groups: allGroups(actor) };
    case 'hasmsg':
      return { messages: false };
    case 'implicitgroups':
      return { implicitgroups: allGroups(actor).filter((group) => !isExplicitGroup(group)) };
    case 'latestcontrib': {
      if (actor.userId === 0) return {};
      const [latest] = await records.recentChanges({ author: actor, limit: 1 });
      return latest === undefined ? {} : { latestcontrib: latest.timestamp };
    }
    case 'options':
      return { options: {} };
    case 'ratelimits':
      return { ratelimits: rights.has('noratelimit') ? {} : limitsJson(actor) };
    case 'theoreticalratelimits':
      return { theoreticalratelimits: limitsJson(actor) };
    case 'registrationdate':
      return { registrationdate: (await account())?.registered };
    case 'rights':
      return { rights: [...rights] };
    case 'unreadcount':
      return { unreadcount: 0 };
  }
}

/** MediaWiki's words for whom a limit is meant. */
const limitNames = { unnamed: 'ip', newcomer: 'newbie', known: 'user' } as const;

function limitsJson(person: Person): JsonObject {
  const standing = standingOf(person);
  return { edit: { [limitNames[standing]]: EDITS[standing] } };
}
