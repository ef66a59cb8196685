/**
 * Finds which entity a row of a table is about, in the way of the reconciliation service that
 * OpenRefine asks.
 *
 * Candidates come from names (exact, then by words and slips of the finger), from identifiers and
 * addresses, and from the values of other columns. Each gets a score from 0 to 100: how well the
 * name fits, and with less weight how well each column fits. The first is called a match where it
 * fits wholly and nothing else comes near it.
 */
import { setImmediate } from 'node:timers/promises';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { EntityKind } from '../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import type { EntityCache } from '../../read/entity-cache.ts';
import type { PropertyReader } from '../../read/properties.ts';
import type { StatementFinder } from '../../read/statement-finder.ts';
import type { RecordStore } from '../../storage/records/record-store.ts';
import { reconcileCandidates } from './candidates.ts';
import type { CandidateContext } from './candidates.ts';
import { ClassMembership } from './class-membership.ts';
import { nameMatch } from './entity-names.ts';
import { exactEntity } from './exact-entity.ts';
import type { WikiAddresses } from './exact-entity.ts';
import { pathValues } from './path-values.ts';
import { propertiesIn } from './property-path.ts';
import type { PropertyPath } from './property-path.ts';
import { valueSimilarity } from './value-similarity.ts';
import type { Cell } from './value-similarity.ts';

/** Another column of the row. */
export interface PropertyCondition {
  /** As it was sent. */
  readonly pid: string;
  readonly path: PropertyPath;
  /** Any of them may be the value. */
  readonly cells: readonly Cell[];
}

export interface ReconcileQuery {
  /** Empty where only other columns tell. */
  readonly text: string;
  readonly types: readonly EntityId[];
  /** `should` prefers the types, the others demand one or all of them. */
  readonly typeStrict: 'any' | 'all' | 'should';
  readonly conditions: readonly PropertyCondition[];
  readonly limit: number;
}

export interface ReconcileCandidate {
  readonly id: EntityId;
  /** 0 to 100. */
  readonly score: number;
  readonly match: boolean;
  readonly types: readonly EntityId[];
  /** What the score is made of: `name`, the columns by their ids. */
  readonly features: readonly { readonly id: string; readonly value: number }[];
}

export interface ReconcileContext extends CandidateContext {
  readonly records: CandidateContext['records'] & Pick<RecordStore, 'keyHolder'>;
  readonly statements: Pick<StatementFinder, 'find' | 'valuesOf'>;
  readonly entities: Pick<EntityCache, 'read'>;
  readonly properties: Pick<PropertyReader, 'datatypesOf'>;
  readonly site: SiteSettings;
  readonly addresses: WikiAddresses;
  readonly language: string;
  readonly kind: EntityKind;
}

/** A column says less than the name. */
const COLUMN_WEIGHT = 0.4;
/** An identifier that fits says more than any name. */
const IDENTIFIER_WEIGHT = 2;
/** What is less like the cell than this is something else. */
const LEAST_LIKENESS = 50;
/** What a match needs, less with each column that speaks for it. */
const MATCH_SCORE = 95;
const DISCOUNT_PER_COLUMN = 5;
/** How far the second must be behind. */
const MATCH_GAP = 10;
/** Whatever is none of the types, where types are only preferred or none is known. */
const OTHER_TYPE = 0.5;
const LOOKED_AT_PER_RESULT = 2;
const LEAST_LOOKED_AT = 10;

/** One list of candidates a query, in their order; other requests get their turn between. */
export async function reconcile(
  queries: readonly ReconcileQuery[],
  context: ReconcileContext,
  limitMs: number,
): Promise<Result<ReconcileCandidate[][]>> {
  const { properties } = context.site;
  const classes = new ClassMembership(context.statements, {
    instanceOf: properties.get('instanceOf'),
    subclassOf: properties.get('subclassOf'),
  });
  const used = queries.flatMap(({ conditions }) =>
    conditions.flatMap(({ path }) => propertiesIn(path)),
  );
  const datatypeOf = await context.properties.datatypesOf(used);
  const isIdentifier = ({ path }: PropertyCondition): boolean =>
    path.kind === 'property' && datatypeOf(path.property) === 'external-id';
  const deadline = performance.now() + limitMs;
  const results: ReconcileCandidate[][] = [];
  for (const query of queries) {
    if (performance.now() > deadline) return failed(failure('query-timeout', { limitMs }));
    results.push(await new Reconciliation(query, context, classes, isIdentifier).candidates());
    await setImmediate();
  }
  return ok(results);
}

interface Scored extends Omit<ReconcileCandidate, 'match'> {
  /** Nothing speaks against it. */
  readonly certain: boolean;
  readonly links: number;
}

class Reconciliation {
  readonly #query: ReconcileQuery;
  readonly #context: ReconcileContext;
  readonly #classes: ClassMembership;
  readonly #isIdentifier: (condition: PropertyCondition) => boolean;
  readonly #languages: readonly string[];

  constructor(
    query: ReconcileQuery,
    context: ReconcileContext,
    classes: ClassMembership,
    isIdentifier: (condition: PropertyCondition) => boolean,
  ) {
    this.#query = query;
    this.#isIdentifier = isIdentifier;
    this.#context = context;
    this.#classes = classes;
    this.#languages = fallbackChain(context.language);
  }

  async candidates(): Promise<ReconcileCandidate[]> {
    const exact = await this.#exact();
    if (exact !== undefined) return [exact];
    const scored = (await this.#scored()).toSorted(byScore).slice(0, this.#query.limit + 1);
    const [first, second] = scored;
    const enough = MATCH_SCORE - DISCOUNT_PER_COLUMN * this.#query.conditions.length;
    const isMatch =
      first !== undefined &&
      first.certain &&
      first.score >= enough &&
      first.score - (second?.score ?? 0) >= MATCH_GAP;
    return scored.slice(0, this.#query.limit).map(({ id, score, types, features }, at) => ({
      id,
      score: rounded(score),
      match: at === 0 && isMatch,
      types,
      features: features.map((each) => ({ ...each, value: rounded(each.value) })),
    }));
  }

  /** Somebody who gives an id knows what they mean; whether it is of the type, they should see. */
  async #exact(): Promise<ReconcileCandidate | undefined> {
    const { records, site, addresses, kind, entities } = this.#context;
    const id = await exactEntity(this.#query.text, kind, records, site, addresses);
    const entity = id === undefined ? undefined : (await entities.read([id])).get(id);
    if (entity === undefined) return undefined;
    const types = this.#classes.classesOf(entity.id);
    const match = this.#query.types.length === 0 || this.#isOfType(types);
    const features = [{ id: 'name', value: 100 }];
    return { id: entity.id, score: 100, match, types, features };
  }

  /** Those of another type are left out; those of none are, where there is one of the type. */
  async #scored(): Promise<Scored[]> {
    const { text, types, typeStrict, limit } = this.#query;
    const { kind, language, entities } = this.#context;
    const wanted = Math.max(LEAST_LOOKED_AT, LOOKED_AT_PER_RESULT * limit);
    // beside a name, other columns only judge the candidates
    const conditions = this.#query.conditions.filter(
      (condition) => text === '' || this.#isIdentifier(condition),
    );
    const search = { text, conditions, kind, language, wanted };
    const found = await reconcileCandidates(search, this.#context);
    const typed = found.map((id) => ({ id, types: this.#classes.classesOf(id) }));
    const fitting = typed.filter(
      (each) => types.length === 0 || typeStrict === 'should' || this.#isOfType(each.types),
    );
    const shown = fitting.length > 0 ? fitting : typed.filter((each) => each.types.length === 0);
    const pages = await entities.read(shown.map(({ id }) => id));
    return Promise.all(
      shown.flatMap((each) => {
        const entity = pages.get(each.id);
        return entity === undefined ? [] : [this.#score(entity, each.types)];
      }),
    );
  }

  #isOfType(types: readonly EntityId[]): boolean {
    const wanted = this.#query.types;
    return this.#query.typeStrict === 'all'
      ? wanted.every((type) => this.#classes.belong(types, type))
      : wanted.some((type) => this.#classes.belong(types, type));
  }

  async #score(entity: Entity, types: readonly EntityId[]): Promise<Scored> {
    const { text, conditions } = this.#query;
    const name = text === '' ? undefined : nameMatch(text, entity, this.#languages);
    const columns = await Promise.all(conditions.map((each) => this.#column(entity, each)));
    const weights = columns.reduce((sum, { weight }) => sum + weight, name === undefined ? 0 : 1);
    const points = columns.reduce((sum, each) => sum + each.weight * each.value, name?.score ?? 0);
    const ofType = this.#query.types.length === 0 || this.#isOfType(types);
    const allFit = columns.every(({ value }) => value === 100);
    return {
      id: entity.id,
      score: (points / weights) * (ofType ? 1 : OTHER_TYPE),
      certain: ofType && (name?.exact === true || (columns.length > 0 && allFit)),
      types,
      features: [
        ...(name === undefined ? [] : [{ id: 'name', value: name.score }]),
        ...columns.map(({ id, value }) => ({ id, value })),
      ],
      links: entity.type === 'item' ? entity.siteLinks.size : 0,
    };
  }

  async #column(
    entity: Entity,
    condition: PropertyCondition,
  ): Promise<{ readonly id: string; readonly value: number; readonly weight: number }> {
    const { pid, path, cells } = condition;
    const values = await pathValues(entity, path, this.#context.entities);
    const named = values.flatMap((value) => (value.type === 'wikibase-entityid' ? [value.id] : []));
    const entities = await this.#context.entities.read(named);
    const context = { languages: this.#languages, entities };
    const scores = cells.flatMap((cell) =>
      values.map((value) => valueSimilarity(cell, value, context)),
    );
    const best = Math.max(0, ...scores);
    const decides = best === 100 && this.#isIdentifier(condition);
    return {
      id: pid,
      value: best < LEAST_LIKENESS ? 0 : best,
      weight: decides ? IDENTIFIER_WEIGHT : COLUMN_WEIGHT,
    };
  }
}

/** Among namesakes the one that more sites know comes first. */
function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || b.links - a.links;
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
