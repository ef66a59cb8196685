/** Is this what a page of its kind may hold? The one entry to validation for every edit. */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { dispensableKinds, hasKind } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { entityTypeOf } from '../../../schema/model/entity-id.ts';
import type { EntityRedirect } from '../../../schema/model/entity.ts';
import { isTermLanguage } from '../../../schema/model/languages/languages.ts';
import { readStored } from '../../../schema/model/stored-json.ts';
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import type { RecordStore } from '../../storage/records/record-store.ts';
import { isEntity } from '../change-ops/document.ts';
import type { EditContext } from '../edit-context.ts';
import { validateEntity } from './entity.ts';
import { editLimits } from './limits.ts';
import { validateTerms } from './terms.ts';
import { validateTitle } from './title.ts';

/** `before` is what the page holds now: only what changes is judged. */
export async function validatePage(
  before: Document | undefined,
  after: Document,
  context: EditContext,
): Promise<Failure[]> {
  if (isEntity(after)) {
    const former = before !== undefined && isEntity(before) ? before : undefined;
    return validateEntity(former, after, editLimits, context);
  }
  if (after.type === 'redirect') return validateRedirect(after, context.storage.records);
  if (after.type === 'site-settings') {
    return [
      ...validateSiteSettings(before, after),
      ...(await keptKinds(after, context.storage.records)),
    ];
  }
  return before === undefined ? validateTitle(after.id, '/id', editLimits.titleBytes) : [];
}

/** Bytes of the stored JSON. A page that is too large already may shrink. */
export function validateSize(
  content: string,
  former: string | undefined,
  limitBytes: number,
): Failure[] {
  const sizeBytes = Buffer.byteLength(content);
  const formerBytes = former === undefined ? 0 : Buffer.byteLength(former);
  return sizeBytes > limitBytes && sizeBytes > formerBytes
    ? [failure('entity-too-large', { limitBytes, sizeBytes })]
    : [];
}

/** Readers follow a redirect once, so its target must be an entity. */
async function validateRedirect(
  { id, target }: EntityRedirect,
  records: RecordStore,
): Promise<Failure[]> {
  if (target === id) return [failure('redirect-to-self', { id })];
  const type = entityTypeOf(id);
  if (entityTypeOf(target) !== type) {
    return [failure('entity-type-mismatch', { id: target, expected: type })];
  }
  const stored = await records.document(target);
  if (stored === undefined) return [failure('unknown-entity', { id: target })];
  const document = readStored(type as DocumentKind, stored.content);
  return document.type === 'redirect'
    ? [failure('entity-is-redirect', { id: target, target: document.target })]
    : [];
}

function validateSiteSettings(before: Document | undefined, after: SiteSettings): Failure[] {
  const former = before?.type === 'site-settings' ? before : undefined;
  const { defaultLanguage: language, sites } = after;
  const ids = sites.map(({ id }) => id);
  return [
    ...validateTerms(former?.name, after.name, ['name'], editLimits.termLength),
    ...(isTermLanguage(language)
      ? []
      : [failure('unknown-language', { language }, '/defaultLanguage')]),
    ...ids.flatMap((id, i) =>
      ids.indexOf(id) === i
        ? []
        : [failure('duplicate-key', { field: 'sites', key: id }, jsonPointer('sites', i, 'id'))],
    ),
    ...sites.flatMap(({ pageUrl }, i) =>
      /^https?:\/\/.*\$1/.test(pageUrl)
        ? []
        : [failure('value-not-a-url', { value: pageUrl }, jsonPointer('sites', i, 'pageUrl'))],
    ),
    ...duplicateNamespaces(after),
  ];
}

/** What there are pages of cannot be left out: nobody would find them again. */
async function keptKinds(site: SiteSettings, records: RecordStore): Promise<Failure[]> {
  const leftOut = dispensableKinds.filter((kind) => !hasKind(site, kind));
  if (leftOut.length === 0) return [];
  const { documents } = await records.counts();
  return leftOut
    .filter((kind) => (documents[kind] ?? 0) > 0)
    .map((kind) => failure('kind-has-pages', { kind }, jsonPointer('namespaces', kind)));
}

/** Two kinds of pages that share a number or a name could not be told apart. */
function duplicateNamespaces({ namespaces }: SiteSettings): Failure[] {
  const taken = new Set<string | number>();
  return [...namespaces].flatMap(([kind, { number, name }]) => {
    const found = (['number', 'name'] as const).filter((part) => taken.has({ number, name }[part]));
    taken.add(number).add(name);
    return found.map((part) =>
      failure(
        'duplicate-key',
        { field: 'namespaces', key: { number, name }[part] },
        jsonPointer('namespaces', kind, part),
      ),
    );
  });
}
