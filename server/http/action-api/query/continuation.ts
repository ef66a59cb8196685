/**
 * How a query goes on: `continue` says which parts are done, the parameter of each other part
 * where it stopped.
 *
 * The text of `continue` is that of MediaWiki, with whose clients it has to travel:
 * `GENERATOR||MODULES`, the finished modules after the parameters that the generator goes on with.
 * `-` in their place says that the pages have been dealt with, and only lists are left.
 */
import { failure } from '../../../../schema/failures.ts';
import { ApiError } from '../module.ts';
import type { JsonObject } from '../module.ts';

interface ContinuePoint {
  /** All properties of all pages have been answered. */
  readonly pagesDone: boolean;
  readonly finished: ReadonlySet<string>;
}

export function readContinue(text: string | undefined): ContinuePoint | ApiError {
  if (text === undefined || text === '') return { pagesDone: false, finished: new Set() };
  const [generator, modules, ...rest] = text.split('||');
  if (generator === undefined || modules === undefined || rest.length > 0) return badContinue();
  const finished = modules.split('|').filter((name) => name !== '');
  return { pagesDone: generator === '-', finished: new Set(finished) };
}

export function badContinue(): ApiError {
  return new ApiError('badcontinue', [failure('bad-continue', {})]);
}

type Next = Readonly<Record<string, string | number>>;

/** Where each part stopped: the parameters with which it goes on, nothing where it is complete. */
export interface Stops {
  readonly lists: ReadonlyMap<string, Next | undefined>;
  readonly props: ReadonlyMap<string, Next | undefined>;
  readonly generator: Next | undefined;
  /** The parameters that brought the generator where it is. */
  readonly generatorHere: Next;
}

/** The members `batchcomplete` and `continue` of an answer. */
export function continuationJson(stops: Stops): JsonObject {
  const lists = unfinished(stops.lists);
  const props = unfinished(stops.props);
  const finished = (parts: Stops['lists']): string[] =>
    [...parts].flatMap(([name, next]) => (next === undefined ? [name] : []));
  if (props.length > 0) {
    const data = Object.assign({}, ...lists, ...props, stops.generatorHere) as Next;
    const done = [...finished(stops.lists), ...finished(stops.props)];
    return { continue: withPoint(data, Object.keys(stops.generatorHere).join('|'), done) };
  }
  if (stops.generator !== undefined) {
    const data = Object.assign({}, ...lists, stops.generator) as Next;
    const point = Object.keys(stops.generator).join('|');
    return { batchcomplete: true, continue: withPoint(data, point, finished(stops.lists)) };
  }
  if (lists.length === 0) return { batchcomplete: true };
  const data = Object.assign({}, ...lists) as Next;
  const done = [...finished(stops.lists), ...finished(stops.props)];
  return { batchcomplete: true, continue: withPoint(data, '-', done) };
}

function unfinished(parts: Stops['lists']): Next[] {
  return [...parts.values()].filter((next) => next !== undefined);
}

function withPoint(data: Next, generator: string, finished: readonly string[]): JsonObject {
  return { ...data, continue: `${generator}||${finished.join('|')}` };
}
