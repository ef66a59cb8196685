/** The settings of the wiki as a reader sees them: a table for each part. */
import type {
  Autoconfirm,
  SiteSettings,
  TagRules,
} from '../../schema/model/documents/site-settings.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { languageName } from '../../schema/model/languages/language-name.ts';
import type { MessageKey, Messages } from '../i18n/message.ts';
import { entityLink } from './value-view.ts';
import type { ValueView } from './value-view.ts';
import type { ViewContext } from './view-context.ts';

export interface SettingsTable {
  /** The member of the document. */
  readonly part: keyof SiteSettings;
  readonly title: string;
  readonly columns: readonly string[];
  /** As many cells as there are columns; the first one names its row. */
  readonly rows: readonly (readonly ValueView[])[];
}

export interface SettingsView {
  /** Each with its name. */
  readonly single: readonly (readonly [name: string, value: ValueView])[];
  readonly tables: readonly SettingsTable[];
}

export function settingsView(settings: SiteSettings, context: ViewContext): SettingsView {
  const { messages } = context;
  const link = (id: EntityId): ValueView => entityLink(id, context);
  const language = (code: string): ValueView => ({
    ...text(languageName(code, messages.language)),
    hint: code,
  });
  const table = (
    part: SettingsTable['part'],
    title: MessageKey,
    columns: readonly MessageKey[],
    rows: SettingsTable['rows'],
  ): SettingsTable => ({
    part,
    title: messages.text(title),
    columns: columns.map((key) => messages.text(key)),
    rows,
  });

  const { logo, mediaApi } = settings;
  return {
    single: [
      [
        messages.text('settings-logo'),
        logo === undefined
          ? { ...text(messages.text('settings-built-in')), special: true }
          : text(logo),
      ],
      [
        messages.text('settings-media-api'),
        mediaApi === undefined
          ? { ...text(messages.text('settings-none')), special: true }
          : text(mediaApi),
      ],
      [messages.text('settings-default-language'), language(settings.defaultLanguage)],
      [
        messages.text('settings-autoconfirm'),
        text(autoconfirmText(settings.autoconfirm, messages)),
      ],
      [messages.text('settings-tags'), text(tagRulesText(settings.tags, messages))],
    ],
    tables: [
      table(
        'name',
        'settings-name',
        ['entity-language', 'settings-name'],
        [...settings.name].map(([code, name]) => [language(code), { text: name, language: code }]),
      ),
      table(
        'sites',
        'settings-sites',
        [
          'settings-code',
          'settings-group',
          'entity-language',
          'settings-page-address',
          'settings-api',
        ],
        settings.sites.map((site) => [
          text(site.id),
          text(site.group ?? ''),
          language(site.language),
          text(site.pageUrl),
          text(site.api ?? ''),
        ]),
      ),
      table(
        'badges',
        'settings-badges',
        ['datatype-wikibase-item'],
        settings.badges.map((id) => [link(id)]),
      ),
      table(
        'units',
        'settings-units',
        ['settings-unit', 'settings-factor', 'settings-base-unit'],
        [...settings.units].map(([id, { factor, base }]) => [link(id), text(factor), link(base)]),
      ),
      table(
        'namespaces',
        'settings-namespaces',
        ['settings-kind', 'settings-number', 'settings-prefix'],
        [...settings.namespaces].map(([kind, { number, name }]) => [
          text(kind),
          text(String(number)),
          text(name),
        ]),
      ),
      table(
        'properties',
        'settings-properties',
        ['settings-role', 'datatype-wikibase-property'],
        [...settings.properties].map(([role, id]) => [text(role), link(id)]),
      ),
      table(
        'items',
        'settings-items',
        ['settings-role', 'datatype-wikibase-item'],
        [...settings.items].map(([role, id]) => [text(role), link(id)]),
      ),
    ],
  };
}

export function autoconfirmText({ days, edits }: Autoconfirm, messages: Messages): string {
  return messages.text('settings-autoconfirm-value', days, edits);
}

export function tagRulesText({ onlyDefined, switchedOff }: TagRules, messages: Messages): string {
  const who = messages.text(onlyDefined ? 'settings-tags-defined' : 'settings-tags-free');
  return switchedOff.length === 0
    ? who
    : `${who}; ${messages.text('settings-tags-off', switchedOff.join(', '))}`;
}

/** Everything whose name the view shows. */
export function entitiesInSettings(settings: SiteSettings): EntityId[] {
  return [
    ...settings.badges,
    ...[...settings.units].flatMap(([unit, { base }]) => [unit, base]),
    ...settings.properties.values(),
    ...settings.items.values(),
  ];
}

function text(value: string): ValueView {
  return { text: value, language: undefined };
}
