/** What the service of one language can do, as clients of the reconciliation API ask for it. */
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { wikiNamespaces } from '../../../schema/vocabulary.ts';
import { bestTerm } from '../../../client/view/view-context.ts';
import type { Urls } from '../services.ts';
import { serviceUrl } from './addresses.ts';
import type { ReconciledKind } from './addresses.ts';
import { MOST_QUERIES } from './read-queries.ts';

const PREVIEW_SIZE = { width: 430, height: 180 } as const;

export function siteName(site: SiteSettings, language: string): string {
  return bestTerm(site.name, fallbackChain(language))?.text ?? 'Sabir';
}

export function manifest(
  language: string,
  kind: ReconciledKind,
  site: SiteSettings,
  { base, conceptBase }: Urls,
): object {
  const service = serviceUrl(base, language);
  const suggest = (what: string): object => ({
    service_url: service,
    service_path: `/suggest/${what}`,
    flyout_service_url: service,
    flyout_service_path: `/flyout/${what}?id=\${id}`,
  });
  const name = siteName(site, language);
  return {
    versions: ['0.1', '0.2'],
    name: kind === 'item' ? `${name} (${language})` : `${name}: properties (${language})`,
    identifierSpace: conceptBase,
    schemaSpace: wikiNamespaces(conceptBase).direct,
    logo: `${base}/favicon.svg`,
    view: { url: `${base}/wiki/${kind === 'item' ? '' : 'Property:'}{{id}}` },
    preview: { url: `${service}/preview?id={{id}}`, ...PREVIEW_SIZE },
    defaultTypes: [],
    suggest: {
      entity: suggest(kind === 'item' ? 'entity' : 'property'),
      type: suggest('type'),
      property: suggest('property'),
    },
    extend: {
      propose_properties: { service_url: service, service_path: '/propose_properties' },
      property_settings: PROPERTY_SETTINGS,
    },
    batchSize: MOST_QUERIES,
  };
}

const PROPERTY_SETTINGS = [
  {
    name: 'limit',
    label: 'Limit',
    type: 'number',
    default: 0,
    help_text: 'How many values a row may get; 0 for all of them',
  },
  {
    name: 'rank',
    label: 'Ranks',
    type: 'select',
    default: 'best',
    help_text: 'Which statements count',
    choices: [
      { value: 'best', name: 'The best there are' },
      { value: 'no_deprecated', name: 'Preferred and normal' },
      { value: 'any', name: 'All' },
    ],
  },
  {
    name: 'references',
    label: 'References',
    type: 'select',
    default: 'any',
    help_text: 'Whether statements must have a source',
    choices: [
      { value: 'any', name: 'With or without' },
      { value: 'referenced', name: 'With at least one' },
    ],
  },
  {
    name: 'count',
    label: 'Count the values',
    type: 'checkbox',
    default: false,
    help_text: 'How many values there are, instead of the values',
  },
] as const;
