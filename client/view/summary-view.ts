/** An edit summary in the reader's words: its magic part said in their language, links named. */
import { parseEntityId } from '../../schema/model/entity-id.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { parseSummary } from '../../schema/model/edit-summary.ts';
import type { ParsedSummary } from '../../schema/model/edit-summary.ts';
import { languageName } from '../../schema/model/languages/language-name.ts';
import type { MessageKey } from '../i18n/message.ts';
import { entityLink } from './value-view.ts';
import type { ValueView } from './value-view.ts';
import type { ViewContext } from './view-context.ts';

/** Pieces to be set one after the other. */
export type SummaryView = readonly ValueView[];

export function summaryView(summary: string, context: ViewContext): SummaryView {
  const parsed = parseSummary(summary);
  if (parsed === undefined) return withLinks(summary, context);
  const comment = withLinks(parsed.comment, context);
  const sentence = sentenceOf(parsed);
  const { messages } = context;
  const parameters = sentence.parameters(parsed, messages.language);
  const parts = messages.parts(sentence.key, ...parameters, '');
  const view = parts.map((part) => {
    if (typeof part === 'string') return [plain(part, context)];
    return part.parameter === parameters.length
      ? comment
      : [plain(String(parameters[part.parameter]), context)];
  });
  const saysComment = parts.some(
    (part) => typeof part !== 'string' && part.parameter === parameters.length,
  );
  const rest = saysComment || comment.length === 0 ? [] : [plain(': ', context), ...comment];
  return [...view.flat(), ...rest];
}

/** The entities that a summary names: `[[Q42]]`, `[[Property:P31]]`. */
export function entitiesInSummary(summary: string): EntityId[] {
  return [...summary.matchAll(LINK)].flatMap(([, title = '']) => entityOfTitle(title) ?? []);
}

const LINK = /\[\[([^\][|]{1,100})\]\]/g;

function entityOfTitle(title: string): EntityId | undefined {
  return parseEntityId(title.slice(title.indexOf(':') + 1));
}

function withLinks(text: string, context: ViewContext): ValueView[] {
  return text
    .split(LINK)
    .map((part, index) => {
      const id = index % 2 === 1 ? entityOfTitle(part) : undefined;
      return id === undefined
        ? { text: index % 2 === 1 ? `[[${part}]]` : part, language: undefined }
        : entityLink(id, context);
    })
    .filter(({ text: shown }) => shown !== '');
}

function plain(text: string, { messages }: ViewContext): ValueView {
  return { text, language: messages.language };
}

interface Sentence {
  readonly key: MessageKey;
  /** What fills `$1`, `$2` …; the parameter after them is the comment. */
  parameters(parsed: ParsedSummary, language: string): readonly (string | number)[];
}

const nothing = () => [];
const inLanguage = ({ language }: ParsedSummary, reader: string) => [
  languageName(language, reader),
];
const onSite = ({ language }: ParsedSummary) => [language];
const countInLanguage = ({ count, language }: ParsedSummary, reader: string) => [
  count,
  languageName(language, reader),
];
const counted = ({ count }: ParsedSummary) => [count];
const inLanguages = ({ args }: ParsedSummary, reader: string) => [
  (args[0] ?? '')
    .split(/,\s*/)
    .map((code) => languageName(code, reader))
    .join(', '),
];
const countedArgument = ({ args }: ParsedSummary) => [Number(args[0] ?? 0)];
const firstArgument = ({ args }: ParsedSummary) => [args[0] ?? ''];
const twoArguments = ({ args }: ParsedSummary) => [args[0] ?? '', args[1] ?? ''];

/** Wikibase's keys, which histories are full of, and the few of our own. */
const sentences: ReadonlyMap<string, Sentence> = new Map(
  Object.entries({
    'wbsetlabel-add': { key: 'summary-label-added', parameters: inLanguage },
    'wbsetlabel-set': { key: 'summary-label-changed', parameters: inLanguage },
    'wbsetlabel-remove': { key: 'summary-label-removed', parameters: inLanguage },
    'wbsetdescription-add': { key: 'summary-description-added', parameters: inLanguage },
    'wbsetdescription-set': { key: 'summary-description-changed', parameters: inLanguage },
    'wbsetdescription-remove': { key: 'summary-description-removed', parameters: inLanguage },
    'wbsetaliases-add': { key: 'summary-aliases-added', parameters: countInLanguage },
    'wbsetaliases-remove': { key: 'summary-aliases-removed', parameters: countInLanguage },
    'wbsetaliases-set': { key: 'summary-aliases-changed', parameters: countInLanguage },
    'wbsetaliases-update': { key: 'summary-aliases-changed', parameters: countInLanguage },
    'wbsetaliases-add-remove': { key: 'summary-aliases-changed', parameters: countInLanguage },
    'wbsetsitelink-add': { key: 'summary-sitelink-added', parameters: onSite },
    'wbsetsitelink-add-both': { key: 'summary-sitelink-added', parameters: onSite },
    'wbsetsitelink-set': { key: 'summary-sitelink-changed', parameters: onSite },
    'wbsetsitelink-set-both': { key: 'summary-sitelink-changed', parameters: onSite },
    'wbsetsitelink-set-badges': { key: 'summary-sitelink-changed', parameters: onSite },
    'wblinktitles-create': { key: 'summary-created-item', parameters: nothing },
    'wblinktitles-connect': { key: 'summary-sitelink-added', parameters: onSite },
    'wbsetsitelink-remove': { key: 'summary-sitelink-removed', parameters: onSite },
    'wbcreateclaim-create': { key: 'summary-statement-added', parameters: nothing },
    'wbsetclaim-create': { key: 'summary-statement-added', parameters: nothing },
    'wbsetclaim-update': { key: 'summary-statement-changed', parameters: nothing },
    wbsetclaimvalue: { key: 'summary-statement-changed', parameters: nothing },
    'wbsetclaim-update-rank': { key: 'summary-rank-changed', parameters: nothing },
    'wbsetclaim-update-qualifiers': { key: 'summary-qualifier-changed', parameters: nothing },
    'wbsetclaim-update-references': { key: 'summary-reference-changed', parameters: nothing },
    'wbremoveclaims-remove': { key: 'summary-statement-removed', parameters: counted },
    'wbsetqualifier-add': { key: 'summary-qualifier-changed', parameters: nothing },
    'wbsetqualifier-update': { key: 'summary-qualifier-changed', parameters: nothing },
    'wbremovequalifiers-remove': { key: 'summary-qualifier-removed', parameters: nothing },
    'wbsetreference-add': { key: 'summary-reference-changed', parameters: nothing },
    'wbsetreference-set': { key: 'summary-reference-changed', parameters: nothing },
    'wbremovereferences-remove': { key: 'summary-reference-removed', parameters: nothing },
    'wbeditentity-create': { key: 'summary-created', parameters: nothing },
    'wbeditentity-create-item': { key: 'summary-created-item', parameters: nothing },
    'wbeditentity-create-property': { key: 'summary-created-property', parameters: nothing },
    'wbeditentity-create-lexeme': { key: 'summary-created-lexeme', parameters: nothing },
    'wbeditentity-update': { key: 'summary-updated', parameters: nothing },
    'wbeditentity-update-languages-short': {
      key: 'summary-terms-changed',
      parameters: inLanguages,
    },
    'wbeditentity-update-languages': { key: 'summary-terms-many', parameters: countedArgument },
    'wbeditentity-update-languages-and-other-short': {
      key: 'summary-terms-and-other',
      parameters: inLanguages,
    },
    'wbeditentity-update-languages-and-other': {
      key: 'summary-terms-many',
      parameters: countedArgument,
    },
    'wbeditentity-override': { key: 'summary-overridden', parameters: nothing },
    'wbmergeitems-to': { key: 'summary-merged-into', parameters: firstArgument },
    'wbmergeitems-from': { key: 'summary-merged-from', parameters: firstArgument },
    'wblmergelexemes-to': { key: 'summary-merged-into', parameters: firstArgument },
    'wblmergelexemes-from': { key: 'summary-merged-from', parameters: firstArgument },
    wbcreateredirect: {
      key: 'summary-redirected',
      parameters: ({ args }: ParsedSummary) => [args[1] ?? ''],
    },
    rollback: { key: 'summary-rolled-back', parameters: twoArguments },
    'revert-batch': { key: 'summary-batch-reverted', parameters: firstArgument },
    'page-delete': { key: 'summary-deleted', parameters: nothing },
    undelete: { key: 'summary-undeleted', parameters: nothing },
    undo: { key: 'summary-undone', parameters: twoArguments },
    restore: { key: 'summary-restored', parameters: twoArguments },
    'page-create': { key: 'summary-created', parameters: nothing },
    'page-update': { key: 'summary-updated', parameters: nothing },
  } satisfies Record<string, Sentence>),
);

/** A key that is not known is shown as it is. */
function sentenceOf({ key }: ParsedSummary): Sentence {
  return sentences.get(key) ?? { key: 'summary-other', parameters: () => [key] };
}
