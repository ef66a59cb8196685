/**
 * What tools must know of this wiki to work with it: the manifest that OpenRefine reads (version 2)
 * and that of Wikibase's own extension.
 */
import { wikiNamespaces } from '../../../schema/vocabulary.ts';
import { prefixes } from '../../../schema/vocabulary.ts';
import { hasKind } from '../../../schema/model/documents/site-settings.ts';
import type {
  ItemRole,
  PropertyRole,
  SiteSettings,
} from '../../../schema/model/documents/site-settings.ts';
import { API_PATH, REST_ROOT } from '../rest/address.ts';
import type { Urls } from '../services.ts';
import { endpoints, serviceUrl } from './addresses.ts';
import type { ReconciledKind } from './addresses.ts';
import { siteName } from './manifest.ts';

/** Programs that meet a store which lags wait; this one never does. */
const MAX_LAG_SECONDS = 5;
const EDITS_PER_MINUTE = 60;

/** The names under which OpenRefine's checks look for what has a role. */
const CONSTRAINT_PROPERTIES: readonly (readonly [name: string, role: PropertyRole])[] = [
  ['property_constraint_pid', 'propertyConstraint'],
  ['exception_to_constraint_pid', 'constraintException'],
  ['constraint_status_pid', 'constraintStatus'],
  ['constraint_scope_pid', 'constraintScope'],
  ['class_pid', 'constraintClass'],
  ['relation_pid', 'constraintRelation'],
  ['property_pid', 'constraintProperty'],
  ['item_of_property_constraint_pid', 'constraintItem'],
  ['format_as_a_regular_expression_pid', 'formatAsRegex'],
  ['minimum_value_pid', 'minimumValue'],
  ['maximum_value_pid', 'maximumValue'],
];
const CONSTRAINT_ITEMS: readonly (readonly [name: string, role: ItemRole])[] = [
  ['mandatory_constraint_qid', 'mandatoryConstraint'],
  ['suggestion_constraint_qid', 'suggestionConstraint'],
  ['single_value_constraint_qid', 'singleValueConstraint'],
  ['distinct_values_constraint_qid', 'distinctValuesConstraint'],
  ['format_constraint_qid', 'formatConstraint'],
  ['type_constraint_qid', 'typeConstraint'],
  ['value_type_constraint_qid', 'valueTypeConstraint'],
  ['allowed_units_constraint_qid', 'allowedUnitsConstraint'],
  ['range_constraint_qid', 'rangeConstraint'],
  ['one_of_constraint_qid', 'oneOfConstraint'],
  ['item_requires_statement_constraint_qid', 'itemRequiresStatementConstraint'],
  ['allowed_qualifiers_constraint_qid', 'allowedQualifiersConstraint'],
  ['mandatory_qualifier_constraint_qid', 'requiredQualifierConstraint'],
];

export function openRefineManifest(site: SiteSettings, { base, conceptBase }: Urls): object {
  const entityType = (kind: ReconciledKind): object => ({
    site_iri: conceptBase,
    reconciliation_endpoint: endpointUrl(base, kind),
  });
  return {
    version: '2.0',
    mediawiki: {
      name: siteName(site, site.defaultLanguage),
      root: `${base}/wiki/`,
      main_page: `${base}/wiki/Main_Page`,
      api: `${base}/w/api.php`,
    },
    wikibase: {
      site_iri: conceptBase,
      maxlag: MAX_LAG_SECONDS,
      max_edits_per_minute: EDITS_PER_MINUTE,
      tag: 'openrefine-${version}',
      properties: {
        instance_of: site.properties.get('instanceOf') ?? '',
        subclass_of: site.properties.get('subclassOf') ?? '',
      },
      ...constraintsOf(site),
    },
    entity_types: { item: entityType('item'), property: entityType('property') },
    // the form by which history knows the batch of an edit
    editgroups: { url_schema: '([[:toollabs:editgroups/b/OR/${batch_id}|details]])' },
  };
}

export function extensionManifest(site: SiteSettings, { base, conceptBase }: Urls): object {
  const namespaceOf = (kind: 'item' | 'property' | 'lexeme'): object => {
    const { number = 0, name = '' } = site.namespaces.get(kind) ?? {};
    return { namespace_id: number, namespace_string: name };
  };
  return {
    name: siteName(site, site.defaultLanguage),
    root_script_url: `${base}/w`,
    main_page_url: `${base}/wiki/Main_Page`,
    api: { action: `${base}/w/api.php`, rest: base + REST_ROOT },
    equiv_entities: { 'wikidata.org': {} },
    local_rdf_namespaces: Object.fromEntries(prefixes(wikiNamespaces(conceptBase))),
    external_services: {
      openrefine_reconcile: endpointUrl(base, 'item'),
      openrefine_manifest: base + OPENREFINE_MANIFEST_PATH,
      queryservice: `${base}/sparql`,
      queryservice_ui: `${base}/query/`,
      rest: base + API_PATH,
    },
    local_entities: {
      item: namespaceOf('item'),
      property: namespaceOf('property'),
      ...(hasKind(site, 'lexeme') ? { lexeme: namespaceOf('lexeme') } : {}),
    },
    max_lag: MAX_LAG_SECONDS,
  };
}

export const OPENREFINE_MANIFEST_PATH = '/.well-known/wikibase-manifest.json';
export const EXTENSION_MANIFEST_PATH = `${REST_ROOT}/wikibase-manifest/v0/manifest`;

/** OpenRefine puts the language in. */
function endpointUrl(base: string, kind: ReconciledKind): string {
  return `${serviceUrl(base, '${lang}')}/${endpoints[kind]}`;
}

/** Checks work only where the wiki says which property states the constraints. */
function constraintsOf({ properties, items }: SiteSettings): { constraints?: object } {
  if (!properties.has('propertyConstraint')) return {};
  const named = [
    ...CONSTRAINT_PROPERTIES.map(([name, role]) => [name, properties.get(role)] as const),
    ...CONSTRAINT_ITEMS.map(([name, role]) => [name, items.get(role)] as const),
  ];
  return { constraints: Object.fromEntries(named.filter(([, id]) => id !== undefined)) };
}
