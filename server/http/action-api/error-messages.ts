/**
 * The messages that errors of Wikibase's modules carry: clients look for their names, and put their
 * parameters into sentences of their own.
 */
import type { Failure, FailureCode } from '../../../schema/failures.ts';
import { entityTypeOf } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { languageName } from '../../../schema/model/languages/language-name.ts';
import type { ErrorMessage } from './module.ts';

/** How pages are named in parameters: links in wikitext. */
export interface PageLinks {
  entity(id: string): string;
  page(site: string, title: string): string;
}

const plainLinks: PageLinks = {
  entity: (id) => `[[${id}]]`,
  page: (site, title) => `${site}:${title}`,
};

/** Codes of MediaWiki itself, which has no messages besides the code. */
const CORE_CODES: ReadonlySet<string> = new Set([
  'autoblocked',
  'badcontenttype',
  'badtags',
  'badtoken',
  'blocked',
  'protectedpage',
  'badvalue',
  'contenttoobig',
  'internal_api_error',
  'notoken',
  'ratelimited',
  'readonly',
]);

/** Codes under which what a validator found is told besides. */
const SAVING_CODES: ReadonlySet<string> = new Set([
  'editconflict',
  'failed-save',
  'permissiondenied',
]);

/** Codes whose message leaves it to a sentence to say what is wrong. */
const TELLING_CODES: ReadonlySet<string> = new Set([
  'baddatavalue',
  'invalid-claim',
  'malformed-options',
  'param-invalid',
]);

export function errorMessages(
  code: string,
  failures: readonly Failure[],
  links: PageLinks = plainLinks,
): ErrorMessage[] {
  if (CORE_CODES.has(code)) return [];
  if (code === 'modification-failed') return failures.map((each) => validatorMessage(each, links));
  const name = `wikibase-api-${code}`;
  if (SAVING_CODES.has(code)) {
    const found = failures.flatMap((each) => savingMessages(each, links));
    return [{ name, parameters: [] }, ...found];
  }
  const [first] = failures;
  if (TELLING_CODES.has(code)) return [{ name, parameters: 'sentence' }];
  if (first?.code === 'unknown-page') {
    const { site, title } = first.parameters;
    return [{ name, parameters: [String(site), String(title)] }];
  }
  return first?.code === 'unknown-entity' || first?.code === 'entity-deleted'
    ? [{ name: code, parameters: [String(first.parameters['id'])] }]
    : [{ name, parameters: [] }];
}

/** Protection is told by the right that lacks and the action, then in general. */
function savingMessages(found: Failure, links: PageLinks): ErrorMessage[] {
  if (found.code !== 'page-protected') return [validatorMessage(found, links)];
  const parameters = [String(found.parameters['level']), 'edit'];
  return [
    { name: 'protectedpagetext', parameters, failure: found },
    { name: 'permissionserrors', parameters: [], failure: found },
  ];
}

/** The name of a message, then its parameters. */
type Naming = (value: (parameter: string) => string, links: PageLinks) => readonly string[];

const namings: Readonly<Partial<Record<FailureCode, Naming>>> = {
  'term-too-long': (value) => [
    `wikibase-validator-${termOf(value('field'))}-too-long`,
    value('limit'),
    `${value('beginning')}...`,
  ],
  'value-too-long': (value) => ['wikibase-validator-too-long', value('limit')],
  'term-empty': () => TOO_SHORT,
  'value-empty': () => TOO_SHORT,
  'value-has-edge-whitespace': (value) => [ILLEGAL_CHARACTERS, value('value')],
  'value-has-control-character': (value) => [ILLEGAL_CHARACTERS, value('value')],
  'value-not-a-url': (value) => [
    `wikibase-validator-${hasScheme(value('value')) ? 'bad-url' : 'url-scheme-missing'}`,
    value('value'),
  ],
  'value-bad-url-scheme': (value) => ['wikibase-validator-bad-url-scheme', value('scheme')],
  'value-bad-unit': (value) => ['wikibase-validator-not-allowed', value('unit')],
  'value-bad-page-name': (value) => [
    `wikibase-validator-illegal-${value('extension') === '.map' ? 'geo-shape' : 'tabular-data'}-title`,
    value('value'),
  ],
  'value-without-precision': () => ['wikibase-validator-missing-field', 'precision'],
  'value-wrong-entity-type': (value) => [
    'wikibase-validator-bad-entity-type',
    entityTypeOf(value('id') as EntityId),
  ],
  'value-unknown-language': (value) => [
    'wikibase-validator-not-a-known-language',
    value('language'),
  ],
  'term-language-not-allowed': () => [
    'wikibase-validator-no-mul-descriptions',
    languageName('mul', 'en'),
  ],
  'label-equals-description': (value) => [
    'wikibase-validator-label-equals-description',
    value('language'),
  ],
  'label-is-entity-id': (value) => ['wikibase-validator-label-no-entityid', value('value')],
  'label-description-taken': (value, links) => [
    'wikibase-validator-label-with-description-conflict',
    value('label'),
    value('language'),
    links.entity(value('holder')),
  ],
  'label-taken': (value, links) => [
    'wikibase-validator-label-conflict',
    value('label'),
    value('language'),
    links.entity(value('holder')),
  ],
  'sitelink-taken': (value, links) => [
    'wikibase-validator-sitelink-conflict',
    links.page(value('site'), value('title')),
    links.entity(value('holder')),
  ],
  'unknown-entity': (value, links) => [
    'wikibase-validator-no-such-entity',
    links.entity(value('id')),
  ],
  'unknown-media-file': (value) => ['wikibase-validator-no-such-media', value('name')],
  'unknown-data-page': (value) => ['wikibase-validator-page-not-exists', value('title')],
  'unknown-property': (value, links) => [
    'wikibase-validator-no-such-property',
    links.entity(value('property')),
  ],
  'wrong-value-type': (value) => [
    'wikibase-validator-bad-value-type',
    value('actual'),
    value('expected'),
  ],
  'edit-conflict': () => ['edit-conflict'],
  'permission-denied': (value) => ['permissionserrors', value('right')],
};

const TOO_SHORT = ['wikibase-validator-too-short', '1', ''];
const ILLEGAL_CHARACTERS = 'wikibase-validator-illegal-string-chars';

function hasScheme(url: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(url);
}

/** Operations that could not be applied share one message, those that clients do not know are ours. */
function validatorMessage(found: Failure, links: PageLinks): ErrorMessage {
  const { code, parameters } = found;
  if (OPERATION_FAILURES.has(code)) {
    return { name: 'wikibase-api-modification-failed', parameters: 'sentence', failure: found };
  }
  const value = (parameter: string): string => String(parameters[parameter]);
  const [name = `sabir-${code}`, ...values] = namings[code]?.(value, links) ?? [
    `sabir-${code}`,
    ...Object.values(parameters).map(String),
  ];
  return { name, parameters: values, failure: found };
}

const OPERATION_FAILURES: ReadonlySet<FailureCode> = new Set([
  'malformed-statement-id',
  'foreign-statement',
  'unknown-statement',
  'statement-property-immutable',
  'qualifier-exists',
  'reference-exists',
]);

function termOf(field: string): string {
  const terms: Readonly<Record<string, string>> = {
    labels: 'label',
    descriptions: 'description',
    aliases: 'alias',
  };
  return terms[field] ?? 'term';
}
