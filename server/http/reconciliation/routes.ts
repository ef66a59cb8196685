/**
 * The reconciliation service: which entities the rows of a table are about, and what is known of
 * them. The W3C community group's specification 0.2 (and 0.1), with what OpenRefine's service for
 * Wikidata offers besides; one service a language.
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { EntityCache } from '../../read/entity-cache.ts';
import { extend } from '../../search/reconcile/extend.ts';
import type { Column, ExtendedCell } from '../../search/reconcile/extend.ts';
import { BEST } from '../../search/reconcile/path-values.ts';
import { propertiesIn } from '../../search/reconcile/property-path.ts';
import { reconcile } from '../../search/reconcile/reconcile.ts';
import type { ReconcileCandidate, ReconcileQuery } from '../../search/reconcile/reconcile.ts';
import type { Services } from '../services.ts';
import { endpoints, RECONCILIATION_ROOT } from './addresses.ts';
import type { ReconciledKind } from './addresses.ts';
import { answer, notThere } from './answer.ts';
import type { Answer, ReconciliationRequest } from './answer.ts';
import { manifest } from './manifest.ts';
import { previewBody, previewPage } from './preview.ts';
import {
  readExtension,
  readIds,
  readPath,
  readQueryBatch,
  readSingleQuery,
} from './read-queries.ts';
import type { Extension } from './read-queries.ts';
import { proposeProperties, suggest, suggested } from './suggest.ts';
import {
  EXTENSION_MANIFEST_PATH,
  extensionManifest,
  OPENREFINE_MANIFEST_PATH,
  openRefineManifest,
} from './wikibase-manifest.ts';

/** A batch that takes longer is broken off. */
const BATCH_LIMIT_MS = 15_000;

export function reconciliationRoutes(services: Services): Hono {
  const door = new ReconciliationDoor(services);
  const routes = new Hono();
  const allowed = cors({ origin: '*', maxAge: 86_400 });
  const at = (path: string, work: (request: ReconciliationRequest) => Promise<Answer>): void => {
    routes.on(['GET', 'POST'], `${RECONCILIATION_ROOT}/:lang/${path}`, (c) => answer(c, work));
  };
  for (const path of [OPENREFINE_MANIFEST_PATH, EXTENSION_MANIFEST_PATH]) routes.use(path, allowed);
  routes.use(`${RECONCILIATION_ROOT}/*`, allowed);
  routes.get(OPENREFINE_MANIFEST_PATH, async (c) =>
    c.json(openRefineManifest(await services.site.current(), services.urls)),
  );
  routes.get(EXTENSION_MANIFEST_PATH, async (c) =>
    c.json(extensionManifest(await services.site.current(), services.urls)),
  );
  for (const kind of Object.keys(endpoints) as ReconciledKind[]) {
    at(endpoints[kind], (request) => door.serve(request, kind));
  }
  for (const what of suggested) {
    at(`suggest/${what}`, (request) => suggest(what, request, services));
    at(`flyout/${what}`, (request) => door.flyout(request));
  }
  at('propose_properties', (request) => proposeProperties(request, services));
  at('fetch_values', (request) => door.fetchValues(request));
  at('fetch_property_by_batch', (request) => door.fetchProperty(request));
  at('fetch_properties_by_batch', (request) => door.extend(request));
  routes.get(`${RECONCILIATION_ROOT}/:lang/preview`, (c) => door.preview(c));
  return routes.all(`${RECONCILIATION_ROOT}/*`, notThere);
}

class ReconciliationDoor {
  readonly #services: Services;
  readonly #entities: EntityCache;

  constructor(services: Services) {
    this.#services = services;
    this.#entities = new EntityCache(services.edit.storage.records);
  }

  async serve(request: ReconciliationRequest, kind: ReconciledKind): Promise<Answer> {
    const { fields, language } = request;
    const [queries, query] = [fields.get('queries'), fields.get('query')];
    if (queries !== undefined) return this.#reconcileBatch(queries, language, kind);
    if (query !== undefined) return this.#reconcileOne(query, language, kind);
    if (fields.has('extend')) return this.extend(request);
    const site = await this.#services.site.current();
    return ok({ json: manifest(language, kind, site, this.#services.urls) });
  }

  async extend({ fields, language }: ReconciliationRequest): Promise<Answer> {
    const extension = readExtension(fields.get('extend') ?? '{}');
    if (!extension.ok) return extension;
    const { ids, columns } = extension.value;
    const rows = await this.#rows(ids, columns, language);
    const names = await this.#columnNames(columns, language);
    const cells = rows.map((row) =>
      Object.fromEntries(row.map((each, at) => [columns[at]?.id ?? '', each])),
    );
    return ok({
      json: {
        meta: columns.map(({ id }, at) => ({ id, name: names[at] })),
        rows: Object.fromEntries(ids.map(({ given }, row) => [given, cells[row]])),
      },
    });
  }

  async fetchValues({ fields, language }: ReconciliationRequest): Promise<Answer> {
    const [item, prop] = [fields.get('item'), fields.get('prop')];
    const values = await this.#valuesOf(item, prop, fields, language);
    if (!values.ok) return values;
    const [row = []] = values.value;
    return fields.get('flat') === 'true'
      ? ok({ text: row[0] ?? '' })
      : ok({ json: { item, prop, values: row } });
  }

  async fetchProperty({ fields, language }: ReconciliationRequest): Promise<Answer> {
    const prop = fields.get('prop');
    const values = await this.#valuesOf(fields.get('ids'), prop, fields, language);
    return values.ok ? ok({ json: { prop, values: values.value } }) : values;
  }

  async flyout({ fields, language }: ReconciliationRequest): Promise<Answer> {
    const id = fields.get('id');
    const preview = await previewBody(id, language, this.#services);
    return preview === undefined
      ? failed(failure('unknown-entity', { id: (id ?? '').slice(0, 30) }))
      : ok({ json: { id: preview.id, html: String(await preview.body) } });
  }

  /** Made to stand in a frame of another site: there is nothing in it to be pressed but a link. */
  preview(c: Context): Promise<Response> {
    return answer(c, async ({ fields, language }) => {
      const preview = await previewBody(fields.get('id'), language, this.#services);
      if (preview === undefined) {
        return failed(failure('unknown-entity', { id: (fields.get('id') ?? '').slice(0, 30) }));
      }
      c.set('framed', true);
      return ok({ html: previewPage(preview.body, language, this.#services) });
    });
  }

  async #reconcileBatch(text: string, language: string, kind: ReconciledKind): Promise<Answer> {
    const queries = readQueryBatch(text);
    if (!queries.ok) return queries;
    const found = await this.#reconcile([...queries.value.values()], language, kind);
    if (!found.ok) return found;
    const keys = [...queries.value.keys()];
    return ok({ json: Object.fromEntries(keys.map((key, at) => [key, found.value[at]])) });
  }

  async #reconcileOne(text: string, language: string, kind: ReconciledKind): Promise<Answer> {
    const query = readSingleQuery(text);
    if (!query.ok) return query;
    const found = await this.#reconcile([query.value], language, kind);
    return found.ok ? ok({ json: found.value[0] }) : found;
  }

  async #reconcile(
    queries: readonly ReconcileQuery[],
    language: string,
    kind: ReconciledKind,
  ): Promise<Result<{ readonly result: readonly object[] }[]>> {
    const { edit, statements, properties, site, urls, labels } = this.#services;
    const context = {
      records: edit.storage.records,
      statements,
      properties,
      entities: this.#entities,
      site: await site.current(),
      addresses: urls,
      language,
      kind,
    };
    const found = await reconcile(queries, context, BATCH_LIMIT_MS);
    if (!found.ok) return found;
    const shown = found.value.flat().flatMap(({ id, types }) => [id, ...types]);
    const terms = await labels.displayTerms(shown, language);
    const nameOf = (id: EntityId): string => terms.get(id)?.label?.value ?? id;
    const written = ({ id, types, ...scores }: ReconcileCandidate): object => ({
      id,
      name: nameOf(id),
      description: terms.get(id)?.description?.value ?? '',
      ...scores,
      type: types.map((type) => ({ id: type, name: nameOf(type) })),
    });
    return ok(found.value.map((candidates) => ({ result: candidates.map(written) })));
  }

  async #valuesOf(
    idText: string | undefined,
    pathText: string | undefined,
    fields: ReconciliationRequest['fields'],
    language: string,
  ): Promise<Result<string[][]>> {
    const ids = readIds(idText);
    const path = readPath(pathText, 'prop');
    if (!ids.ok) return ids;
    if (!path.ok) return path;
    const column = { id: '', path: path.value, filter: BEST, limit: 0, count: false };
    const rows = await this.#rows(ids.value, [column], language);
    const withNames = fields.get('label') !== 'false';
    return ok(rows.map(([cells = []]) => cells.map((cell) => cellText(cell, withNames))));
  }

  #rows(
    ids: Extension['ids'],
    columns: readonly Column[],
    language: string,
  ): Promise<ExtendedCell[][][]> {
    const known = ids.map(({ id }) => id);
    const context = { entities: this.#entities, labels: this.#services.labels, language };
    return extend(known, columns, context);
  }

  /** `country/ISO code`: a path with the names of its properties. */
  async #columnNames(columns: readonly Column[], language: string): Promise<string[]> {
    const properties = columns.flatMap(({ path }) => propertiesIn(path));
    const terms = await this.#services.labels.displayTerms(properties, language);
    return columns.map(({ id, path }) => {
      const names = new Map(
        propertiesIn(path).map((each) => [each, terms.get(each)?.label?.value]),
      );
      return id.replaceAll(/P[1-9]\d*/gi, (each) => {
        const found = [...names].find(([property]) => property === each.toUpperCase());
        return found?.[1] ?? each;
      });
    });
  }
}

function cellText(cell: ExtendedCell, withNames: boolean): string {
  if ('id' in cell) return withNames ? cell.name : cell.id;
  const [text = ''] = Object.values(cell);
  return String(text);
}
