/** What changed in the settings of the wiki. */
import type { Replacement } from '../../schema/model/diff/differ.ts';
import type { ListDiff } from '../../schema/model/diff/list-differ.ts';
import type { MapDiff } from '../../schema/model/diff/map-differ.ts';
import type { SiteSettingsDiff } from '../../schema/model/diff/page-differs.ts';
import type {
  Autoconfirm,
  Namespace,
  Site,
  TagRules,
  UnitConversion,
} from '../../schema/model/documents/site-settings.ts';
import type { EntityId, ItemId } from '../../schema/model/entity-id.ts';
import { languageName } from '../../schema/model/languages/language-name.ts';
import type { MessageKey } from '../i18n/message.ts';
import { listed, plain, replaced, textContent } from './diff-lines.ts';
import type { DiffContent, DiffSection } from './diff-lines.ts';
import { autoconfirmText, tagRulesText } from './settings-view.ts';
import { entityLink } from './value-view.ts';
import type { ValueView } from './value-view.ts';
import type { ViewContext } from './view-context.ts';

export function settingsDiffView(diff: SiteSettingsDiff, context: ViewContext): DiffSection[] {
  const { messages } = context;
  const link = (id: EntityId): DiffContent => ({ kind: 'text', value: entityLink(id, context) });
  const named = (key: MessageKey, name: ValueView): ValueView[] => [
    plain(`${messages.text(key)}: `),
    name,
  ];
  const single = <Value>(
    key: MessageKey,
    change: Replacement<Value> | undefined,
    content: (value: Value) => DiffContent,
  ): DiffSection[] =>
    change === undefined
      ? []
      : [{ heading: [plain(messages.text(key))], lines: replaced(change, content) }];
  const list = <Item>(
    key: MessageKey,
    changes: ListDiff<Item, unknown> | undefined,
    content: (item: Item) => DiffContent,
  ): DiffSection[] => {
    if (changes === undefined) return [];
    const moved = changes.moved.map(({ key: name }) => ({
      sign: 'added' as const,
      content: text(messages.text('settings-moved', name)),
    }));
    return [
      { heading: [plain(messages.text(key))], lines: [...listed(changes, content), ...moved] },
    ];
  };

  return [
    ...entries(
      diff.name,
      (language) => named('settings-name', plain(languageName(language, messages.language))),
      text,
    ),
    ...single('settings-logo', diff.logo, text),
    ...single('settings-media-api', diff.mediaApi, text),
    ...single('settings-default-language', diff.defaultLanguage, text),
    ...single<Autoconfirm>('settings-autoconfirm', diff.autoconfirm, (rule) =>
      text(autoconfirmText(rule, messages)),
    ),
    ...single<TagRules>('settings-tags', diff.tags, (rules) => text(tagRulesText(rules, messages))),
    ...list('settings-sites', diff.sites, (site: Site) => text(siteText(site))),
    ...list('settings-badges', diff.badges, link),
    ...entries<UnitConversion>(
      diff.units,
      (id) => named('settings-unit', entityLink(id as ItemId, context)),
      ({ factor, base }) => text(`${factor} × ${context.label(base)?.text ?? base}`),
    ),
    ...entries<Namespace>(
      diff.namespaces,
      (kind) => named('settings-namespaces', plain(kind)),
      ({ number, name }) => text(`${number} ${name}`.trimEnd()),
    ),
    ...entries(diff.properties, (role) => named('settings-properties', plain(role)), link),
    ...entries(diff.items, (role) => named('settings-items', plain(role)), link),
  ];
}

function entries<Value>(
  changes: MapDiff<Replacement<Value>> | undefined,
  heading: (key: string) => ValueView[],
  content: (value: Value) => DiffContent,
): DiffSection[] {
  return (changes ?? []).map(({ key, change }) => ({
    heading: heading(key),
    lines: replaced(change, content),
  }));
}

function siteText({ id, group, language, pageUrl, api }: Site): string {
  return [id, group, language, pageUrl, api].filter((part) => part !== undefined).join(' · ');
}

function text(value: string): DiffContent {
  return textContent(value, undefined);
}
