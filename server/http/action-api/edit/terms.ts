/** `wbsetlabel`, `wbsetdescription`, `wbsetaliases`: the terms of an entity in one language. */
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import type { Entity } from '../../../../schema/model/entity.ts';
import { isTermLanguage } from '../../../../schema/model/languages/languages.ts';
import type { ChangeOp } from '../../../edit/change-ops/change-op.ts';
import type { EditPlan, EditTarget } from '../../../edit/edit.ts';
import { termText } from '../../../edit/entity-data/terms.ts';
import { wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { editParameters, save } from './save.ts';
import type { EditValues, SavedEntity } from './save.ts';
import { targetIdOf, targetParameters } from './target.ts';

const termParameters = {
  ...targetParameters,
  new: { type: 'enum', values: ['item'] },
  language: { type: 'string', required: true },
  ...editParameters,
} as const;

export const setLabelModule = termModule('wbsetlabel', 'labels');
export const setDescriptionModule = termModule('wbsetdescription', 'descriptions');

/** Without a value, or with an empty one, the term goes. */
function termModule(name: string, field: 'labels' | 'descriptions') {
  return defineModule({
    name,
    mustBePosted: true,
    token: 'csrf',
    parameters: { ...termParameters, value: { type: 'string' } },
    async run(values, request) {
      const { language } = values;
      const value = termText(values.value ?? '');
      const op: ChangeOp =
        value === ''
          ? { op: 'remove-term', field, language }
          : { op: 'set-term', field, language, value };
      const made = { key: `${name}-add`, count: 1, language, text: value };
      // of a term that is there already the comparison tells more
      const plan = values.new === undefined ? { ops: [op] } : { ops: [op], summary: made };
      const saved = await saveTerms(name, plan, values, request);
      if (saved instanceof ApiError) return saved;
      const now = saved.entity.type === 'lexeme' ? undefined : saved.entity[field].get(language);
      const term = now === undefined ? { language, removed: '' } : { language, value: now };
      return { entity: { [field]: { [language]: term }, ...entityInfo(saved) }, success: 1 };
    },
  });
}

export const setAliasesModule = defineModule({
  name: 'wbsetaliases',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    ...termParameters,
    set: { type: 'list' },
    add: { type: 'list' },
    remove: { type: 'list' },
  },
  async run(values, request) {
    const { language } = values;
    const ops = aliasOps(values, language);
    if (ops instanceof ApiError) return ops;
    const saved = await saveTerms('wbsetaliases', aliasPlan(ops), values, request);
    if (saved instanceof ApiError) return saved;
    const texts = saved.entity.type === 'lexeme' ? [] : (saved.entity.aliases.get(language) ?? []);
    const aliases = { [language]: texts.map((value) => ({ language, value })) };
    const entity = { ...(texts.length === 0 ? {} : { aliases }), ...entityInfo(saved) };
    return { entity, success: 1 };
  },
});

type Texts = readonly string[] | undefined;

/** Either all aliases are set anew, or some are added and some removed. */
function aliasOps(
  { set, add, remove }: { set?: Texts; add?: Texts; remove?: Texts },
  language: string,
): ChangeOp[] | ApiError {
  const changes = add !== undefined || remove !== undefined;
  if ((set === undefined) === !changes) {
    const expected = 'given alone, or else add or remove';
    return wikibaseError('invalid-list', [failure('wrong-type', { field: 'set', expected })]);
  }
  if (set !== undefined) return [{ op: 'set-aliases', language, values: textsOf(set) }];
  return [
    ...(add === undefined ? [] : [{ op: 'add-aliases', language, values: textsOf(add) } as const]),
    ...(remove === undefined
      ? []
      : [{ op: 'remove-aliases', language, values: textsOf(remove) } as const]),
  ];
}

/** Aliases that were set as a whole are told as a whole. */
function aliasPlan(ops: readonly ChangeOp[]): EditPlan {
  const [op] = ops;
  if (op?.op !== 'set-aliases' || op.values.length === 0) return { ops };
  const { language, values } = op;
  const texts = [...new Set(values)];
  const summary = {
    key: 'wbsetaliases-set',
    count: texts.length,
    language,
    text: texts.join(', '),
  };
  return { ops, summary };
}

function textsOf(values: readonly string[]): string[] {
  return values.map(termText).filter((text) => text !== '');
}

type TermValues = EditValues & Parameters<typeof targetIdOf>[0] & { readonly language: string };

async function saveTerms(
  module: string,
  plan: EditPlan,
  values: TermValues,
  request: ApiRequest,
): Promise<SavedEntity | ApiError> {
  const { language } = values;
  if (!isTermLanguage(language)) {
    return new ApiError('badvalue', [failure('unknown-language', { language }, '/language')]);
  }
  const id = await targetIdOf(values, request);
  if (id instanceof ApiError) return id;
  const target: EditTarget = id === undefined ? { kind: 'new-item' } : { kind: 'existing', id };
  return save({ module, target, plan: () => plan, codeOf }, values, request);
}

/** Only items and properties have these terms. */
function codeOf({ code }: Failure): string | undefined {
  return code === 'entity-type-mismatch' ? 'not-supported' : undefined;
}

/** What every answer tells of an entity. */
export function entityInfo({ entity, revisionId, changed }: SavedEntity): JsonObject {
  const { id, type }: Pick<Entity, 'id' | 'type'> = entity;
  return { id, type, lastrevid: revisionId, ...(changed ? {} : { nochange: true }) };
}
