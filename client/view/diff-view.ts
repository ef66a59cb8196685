/** What changed between two revisions, as sections of lines that were added or removed. */
import type { EntityDiff } from '../../schema/model/diff.ts';
import type { Replacement } from '../../schema/model/diff/differ.ts';
import type {
  AliasesDiff,
  FormDiff,
  LexemeDiff,
  PropertyDiff,
  ItemDiff,
  SenseDiff,
  SiteLinkDiff,
  StatementDiff,
  StatementsDiff,
  TermsDiff,
} from '../../schema/model/diff/entity-differs.ts';
import type { ListDiff } from '../../schema/model/diff/list-differ.ts';
import type { MapDiff } from '../../schema/model/diff/map-differ.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { allStatements } from '../../schema/model/entity.ts';
import { languageName } from '../../schema/model/languages/language-name.ts';
import type { Statement } from '../../schema/model/statement.ts';
import type { MessageKey } from '../i18n/message.ts';
import { listed, plain, replaced, textContent } from './diff-lines.ts';
import type { DiffContent, DiffLine, DiffSection } from './diff-lines.ts';
import type { SnakGroupView } from './entity-view.ts';
import { referenceView, snakGroups, statementView } from './entity-view.ts';
import { settingsDiffView } from './settings-diff-view.ts';
import type { ValueView } from './value-view.ts';
import { entityLink, snakView } from './value-view.ts';
import type { ViewContext } from './view-context.ts';

export interface DiffSides {
  readonly before: Document | undefined;
  readonly after: Document | undefined;
}

export function diffView(diff: EntityDiff, sides: DiffSides, context: ViewContext): DiffSection[] {
  if (diff.kind === 'site-settings') return settingsDiffView(diff, context);
  // the parts of all kinds of pages; each diff has some of them
  const parts = diff as Partial<ItemDiff & PropertyDiff & LexemeDiff>;
  const text = (diff as { text?: Replacement<string> }).text;
  const terms = (key: MessageKey, changes: TermsDiff | undefined) =>
    (changes ?? []).map(({ key: language, change }) => ({
      heading: languageHeading(key, language, context),
      lines: replaced(change, (value) => textContent(value, language)),
    }));
  return [
    ...replacement('diff-redirect', diff.redirect, (id) => entityLink(id, context), context),
    ...terms('entity-label', parts.labels),
    ...terms('entity-description', parts.descriptions),
    ...terms('lexeme-lemma', parts.lemmas),
    ...aliasSections(parts.aliases, context),
    ...replacement('entity-datatype', parts.datatype, plain, context),
    ...replacement('lexeme-language', parts.language, (id) => entityLink(id, context), context),
    ...replacement(
      'lexeme-category',
      parts.lexicalCategory,
      (id) => entityLink(id, context),
      context,
    ),
    ...statementSections(parts.statements, sides, context),
    ...siteLinkSections(parts.siteLinks, context),
    ...partSections(parts, sides, context),
    ...(text === undefined
      ? []
      : [{ heading: [], lines: replaced(text, (value) => textContent(value, undefined)) }]),
  ];
}

function languageHeading(key: MessageKey, language: string, { messages }: ViewContext) {
  const name = languageName(language, messages.language);
  return [plain(`${messages.text(key)} (${name})`)];
}

function replacement<Value extends string>(
  key: MessageKey,
  change: Replacement<Value> | undefined,
  view: (value: Value) => ValueView,
  { messages }: ViewContext,
): DiffSection[] {
  if (change === undefined) return [];
  const content = (value: Value): DiffContent => ({ kind: 'text', value: view(value) });
  return [{ heading: [plain(messages.text(key))], lines: replaced(change, content) }];
}

function aliasSections(changes: AliasesDiff | undefined, context: ViewContext): DiffSection[] {
  return (changes ?? []).map(({ key: language, change }) => ({
    heading: languageHeading('entity-aliases', language, context),
    lines: listed(change, (text) => textContent(text, language)),
  }));
}

function statementSections(
  changes: StatementsDiff | undefined,
  sides: DiffSides,
  context: ViewContext,
): DiffSection[] {
  if (changes === undefined) return [];
  const whole = (sign: DiffLine['sign']) => (placed: { item: Statement }) => ({
    heading: [entityLink(placed.item.mainSnak.property, context)],
    lines: [{ sign, content: statementContent(placed.item, context) }],
  });
  const changed = changes.changed.flatMap(({ key, change }) => {
    const statement = findStatement(sides.after, key) ?? findStatement(sides.before, key);
    return statement === undefined ? [] : [changedStatement(statement, change, context)];
  });
  const moved = changes.moved.length === 0 ? [] : [movedSection(context)];
  return [
    ...changes.removed.map(whole('removed')),
    ...changed,
    ...changes.added.map(whole('added')),
    ...moved,
  ];
}

/** Only the parts that differ, under the name and value of the statement. */
function changedStatement(
  statement: Statement,
  change: StatementDiff,
  context: ViewContext,
): DiffSection {
  const { messages } = context;
  const { mainSnak, rank, qualifiers, references } = change;
  const value = snakView(statement.mainSnak, context);
  const property = entityLink(statement.mainSnak.property, context);
  const snaks = (key: MessageKey, groups: SnakGroupView[]): DiffContent => ({
    kind: 'snaks',
    title: messages.text(key),
    groups,
  });
  return {
    heading: mainSnak === undefined ? [property, plain(': '), value] : [property],
    lines: [
      ...replaced(mainSnak, (snak) => ({ kind: 'text', value: snakView(snak, context) })),
      ...replaced(rank, (name) =>
        textContent(`${messages.text('diff-rank')}: ${messages.text(`rank-${name}`)}`, undefined),
      ),
      ...listed(qualifiers, (snak) => snaks('diff-qualifier', snakGroups([snak], context))),
      ...listed(references, (reference) =>
        snaks('diff-reference', referenceView(reference, context)),
      ),
    ],
  };
}

function siteLinkSections(
  changes: MapDiff<SiteLinkDiff> | undefined,
  context: ViewContext,
): DiffSection[] {
  return (changes ?? []).map(({ key: site, change }) => ({
    heading: [plain(context.messages.text('diff-sitelink', site))],
    lines: [
      ...replaced(change.title, (title) => textContent(title, undefined)),
      ...listed(change.badges, (id) => ({ kind: 'text', value: entityLink(id, context) })),
    ],
  }));
}

/** Forms and senses: added and removed ones by name, changed ones by what changed in them. */
function partSections(
  { forms, senses }: Pick<LexemeDiff, 'forms' | 'senses'>,
  sides: DiffSides,
  context: ViewContext,
): DiffSection[] {
  const names = (key: MessageKey, list: ListDiff<{ id: string }, unknown> | undefined) => {
    const lines = listed(list, ({ id }) => textContent(id, undefined));
    return lines.length === 0 ? [] : [{ heading: [plain(context.messages.text(key))], lines }];
  };
  const changed = [...(forms?.changed ?? []), ...(senses?.changed ?? [])].flatMap(
    ({ key, change }) => partSection(key, change, sides, context),
  );
  return [...names('lexeme-forms', forms), ...names('lexeme-senses', senses), ...changed];
}

function partSection(
  id: string,
  change: Partial<FormDiff & SenseDiff>,
  sides: DiffSides,
  context: ViewContext,
): DiffSection[] {
  const texts = [...(change.representations ?? []), ...(change.glosses ?? [])];
  const features = listed(change.grammaticalFeatures, (feature): DiffContent => ({
    kind: 'text',
    value: entityLink(feature, context),
  }));
  const lines = [
    ...texts.flatMap(({ key: language, change: text }) =>
      replaced(text, (value) => textContent(value, language)),
    ),
    ...features,
  ];
  const own = lines.length === 0 ? [] : [{ heading: [entityLink(id as EntityId, context)], lines }];
  return [...own, ...statementSections(change.statements, sides, context)];
}

function movedSection({ messages }: ViewContext): DiffSection {
  return {
    heading: [plain(messages.text('diff-order'))],
    lines: [{ sign: 'added', content: textContent(messages.text('diff-changed'), undefined) }],
  };
}

function findStatement(document: Document | undefined, id: string): Statement | undefined {
  if (document === undefined || !('statements' in document)) return undefined;
  return allStatements(document).find((statement) => statement.id === id);
}

function statementContent(statement: Statement, context: ViewContext): DiffContent {
  return { kind: 'statement', statement: statementView(statement, context) };
}
