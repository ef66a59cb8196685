/**
 * A part of an entity that the draft and others changed differently. Nobody but the contributor can
 * tell what shall stand; until then the draft keeps its own side, so that nothing typed is lost.
 */
import type { StatementId } from '../../schema/model/statement.ts';
import type { StatementField } from './compare.ts';
import { fieldContent, siteLinkContent, statementContent } from './compare.ts';
import type { Draft, SiteLinkDraft, StatementDraft } from './draft.ts';
import { setSiteLink, setTerm, siteLinkOf, termOf } from './draft.ts';

export type Side = 'mine' | 'theirs';

type Sides<Value> = Readonly<Record<Side, Value>> & {
  /** `undefined` until the contributor decided. */
  readonly chosen: Side | undefined;
};

export type Contest =
  | (Sides<string> & { readonly kind: 'label' | 'description'; readonly language: string })
  | (Sides<SiteLinkDraft> & { readonly kind: 'siteLink'; readonly site: string })
  | (Sides<StatementDraft> & {
      readonly kind: 'statement';
      readonly id: StatementId;
      /** `whole` where one side removed the statement. */
      readonly field: StatementField | 'whole';
    });

/** Two contests with the same key are about the same part. */
export function contestKey(contest: Contest): string {
  switch (contest.kind) {
    case 'label':
    case 'description':
      return `${contest.kind} ${contest.language}`;
    case 'siteLink':
      return `${contest.kind} ${contest.site}`;
    case 'statement':
      return `${contest.kind} ${contest.id} ${contest.field}`;
  }
}

export interface Choice {
  readonly contest: Contest;
  readonly side: Side;
}

/** Decides one contest, or decides it otherwise. */
export function chooseSide(draft: Draft, contest: Contest, side: Side): Draft {
  switch (contest.kind) {
    case 'label':
    case 'description':
      return setTerm(draft, {
        ...termOf(draft, contest.language),
        [contest.kind]: contest[side],
      });
    case 'siteLink':
      return setSiteLink(draft, contest[side]);
    case 'statement':
      return chooseStatement(draft, contest, side);
  }
}

/** Whoever goes on typing in a contested part has decided it by that. */
export function followDraft(contests: readonly Contest[], draft: Draft): readonly Contest[] {
  return contests.map((contest) => {
    const now = contentIn(draft, contest);
    if (now === sideContent(contest, contest.chosen ?? 'mine')) return contest;
    if (now === sideContent(contest, 'theirs')) return { ...contest, chosen: 'theirs' };
    return withMine(contest, draft);
  });
}

type StatementContest = Extract<Contest, { kind: 'statement' }>;

function chooseStatement(draft: Draft, contest: StatementContest, side: Side): Draft {
  const { id, field } = contest;
  const chosen = contest[side];
  const now = draft.statements.find((statement) => statement.id === id);
  const wanted =
    field === 'whole' || now === undefined ? chosen : { ...now, [field]: chosen[field] };
  const statements =
    now === undefined
      ? [...draft.statements, wanted]
      : draft.statements.map((old) => (old.id === id ? wanted : old));
  return { ...draft, statements: statements.filter((each) => !isAbsent(each)) };
}

/** A new statement that is removed was never there. */
function isAbsent({ isNew, removed }: StatementDraft): boolean {
  return isNew && removed;
}

function withMine(contest: Contest, draft: Draft): Contest {
  switch (contest.kind) {
    case 'label':
    case 'description':
      return { ...contest, mine: termOf(draft, contest.language)[contest.kind], chosen: 'mine' };
    case 'siteLink':
      return { ...contest, mine: siteLinkOf(draft, contest.site), chosen: 'mine' };
    case 'statement': {
      const now = draft.statements.find(({ id }) => id === contest.id);
      const gone = { ...contest.mine, isNew: true, removed: true };
      return { ...contest, mine: now ?? gone, chosen: 'mine' };
    }
  }
}

function contentIn(draft: Draft, contest: Contest): string {
  return sideContent(withMine(contest, draft), 'mine');
}

function sideContent(contest: Contest, side: Side): string {
  switch (contest.kind) {
    case 'label':
    case 'description':
      return contest[side];
    case 'siteLink':
      return siteLinkContent(contest[side]);
    case 'statement': {
      const { field } = contest;
      const statement = contest[side];
      if (field !== 'whole') return fieldContent(statement, field);
      return statement.removed ? '' : statementContent(statement);
    }
  }
}
