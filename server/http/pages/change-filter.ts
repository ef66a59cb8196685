/** Which changes a list shows: read from its address, asked for by the form above it. */
import { html } from 'hono/html';
import type { Messages } from '../../../client/i18n/message.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import { changeCategories } from '../../../schema/model/change-category.ts';
import { documentKinds } from '../../../schema/model/documents/kinds.ts';
import { authorFilter } from '../../read/author-filter.ts';
import type { ChangesQuery } from '../../read/changes.ts';
import type { Records } from '../services.ts';
import { checkField, selectField, textField } from './form-fields.ts';
import type { Markup } from './markup.ts';

export type FilterFields = Readonly<Record<string, string>>;

/** The parts of the form that make sense in a list. */
export interface FilterForm {
  /** Where the form leads, with fields that stay as they are. */
  readonly path: string;
  readonly hidden?: FilterFields;
  readonly fields: FilterFields;
  /** A list of one user's changes does not ask whose. */
  readonly user: boolean;
  /** The history of one page does not ask of which kind. */
  readonly kind: boolean;
}

const FILTERS = [
  'user',
  'tag',
  'category',
  'kind',
  'since',
  'until',
  'hidebots',
  'hideminor',
  'unpatrolled',
  'limit',
] as const;

/** How many changes a page may show, where its address says so. */
const MOST_SHOWN = 500;

/** An empty field asks for nothing; what a field cannot mean is a failure. */
export async function readChangeFilter(
  fields: FilterFields,
  records: Records,
  usualLength: number,
): Promise<Result<Omit<ChangesQuery, 'of'>>> {
  const faults: Failure[] = [];
  const user = fields['user']?.trim() ?? '';
  const tag = fields['tag']?.trim() ?? '';
  const category = part('category', changeCategories.join(', '), (text) =>
    changeCategories.find((each) => each === text),
  );
  const kind = part('kind', documentKinds.map((each) => each.kind).join(', '), (text) => {
    return documentKinds.find((each) => each.kind === text)?.kind;
  });
  const since = part('since', A_DAY, dayStart);
  const until = part('until', A_DAY, dayStart);
  const before = part('before', 'the number of a revision', numberIn);
  const limit = part('limit', `a number from 1 to ${MOST_SHOWN}`, lengthIn);
  const filter = {
    ...(user === '' ? {} : { author: await authorFilter(user, records) }),
    ...(tag === '' ? {} : { tag }),
    ...(category === undefined ? {} : { categories: [category] }),
    ...(kind === undefined ? {} : { kinds: [kind] }),
    ...(since === undefined ? {} : { sinceMs: since }),
    ...(until === undefined ? {} : { untilMs: until + DAY_MS - 1 }),
    ...(isTicked('hidebots') ? { bot: false } : {}),
    ...(isTicked('hideminor') ? { minor: false } : {}),
    ...(isTicked('unpatrolled') ? { patrolled: false } : {}),
    ...(before === undefined ? {} : { before }),
    limit: limit ?? usualLength,
  };
  return faults.length === 0 ? ok(filter) : failed(...faults);

  function part<Value>(
    field: FilterField,
    expected: string,
    read: (text: string) => Value | undefined,
  ): Value | undefined {
    const text = fields[field]?.trim() ?? '';
    if (text === '') return undefined;
    const value = read(text);
    if (value === undefined) faults.push(failure('wrong-type', { field, expected }));
    return value;
  }
  function isTicked(field: FilterField): boolean {
    return part(field, '1', (text) => ['0', '1'].find((each) => each === text)) === '1';
  }
}

type FilterField = (typeof FILTERS)[number] | 'before';

const A_DAY = 'a day such as 2026-01-31';
const DAY_MS = 24 * 60 * 60 * 1000;

/** Days are those of UTC, like the times in the list. */
function dayStart(text: string): number | undefined {
  const timeMs = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function numberIn(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function lengthIn(text: string): number | undefined {
  const length = numberIn(text) ?? 0;
  return length >= 1 && length <= MOST_SHOWN ? length : undefined;
}

/** The same list with the same filter from a place on; without one from its beginning. */
export function filteredPath(
  { path, hidden = {}, fields }: Pick<FilterForm, 'path' | 'hidden' | 'fields'>,
  before?: number,
): string {
  const kept = FILTERS.flatMap((name): [string, string][] => {
    const value = fields[name] ?? '';
    return value === '' ? [] : [[name, value]];
  });
  const from: [string, string][] = before === undefined ? [] : [['before', String(before)]];
  const query = new URLSearchParams([...Object.entries(hidden), ...kept, ...from]).toString();
  return query === '' ? path : `${path}?${query}`;
}

export function filterForm(form: FilterForm, messages: Messages): Markup {
  const { path, hidden = {}, fields } = form;
  const isUsed = FILTERS.some((name) => (fields[name] ?? '') !== '');
  return html`<details class="filter" ${isUsed ? ' open' : ''}>
    <summary>${messages.text('filter-title')}</summary>
    <form class="filter-form" action="${path}">
      ${Object.entries(hidden).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      ${form.user ? text('user', 'filter-user') : ''}${text('tag', 'filter-tag')}
      ${selectField({
        name: 'category',
        label: messages.text('filter-category'),
        options: [
          ['', messages.text('filter-any')],
          ...changeCategories.map(
            (each) => [each, messages.text(`change-category-${each}`)] as const,
          ),
        ],
        chosen: fields['category'],
      })}
      ${
        form.kind
          ? selectField({
              name: 'kind',
              label: messages.text('filter-kind'),
              options: [
                ['', messages.text('filter-any')],
                ...documentKinds.map(
                  ({ kind }) => [kind, messages.text(`document-kind-${kind}`)] as const,
                ),
              ],
              chosen: fields['kind'],
            })
          : ''
      }
      ${date('since', 'filter-since')} ${date('until', 'filter-until')}
      <div class="actions">
        ${check('hidebots', 'filter-hide-bots')} ${check('hideminor', 'filter-hide-minor')}
        ${check('unpatrolled', 'filter-unpatrolled')}
        <button>${messages.text('filter-apply')}</button>
        ${isUsed ? html`<a href="${filteredPath({ path, hidden, fields: {} })}">${messages.text('filter-clear')}</a>` : ''}
      </div>
    </form>
  </details>`;

  function text(name: string, key: 'filter-user' | 'filter-tag'): Markup {
    return textField({ name, label: messages.text(key), value: fields[name] });
  }
  function date(name: string, key: 'filter-since' | 'filter-until'): Markup {
    return textField({ name, label: messages.text(key), value: fields[name], type: 'date' });
  }
  function check(
    name: string,
    key: 'filter-hide-bots' | 'filter-hide-minor' | 'filter-unpatrolled',
  ): Markup {
    return checkField({ name, label: messages.text(key), checked: fields[name] === '1' });
  }
}
