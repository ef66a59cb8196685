/** `prop=entityterms`, `pageterms` and `description`: what an entity is called. */
import type { Entity } from '../../../../../schema/model/entity.ts';
import { NO_TERMS } from '../../../../../schema/model/entity.ts';
import { fallbackChain } from '../../../../../schema/model/languages/fallback.ts';
import { ApiError } from '../../module.ts';
import { asOfParameters, readAsOf } from '../../read/as-of.ts';
import { tellOfEntities } from '../page-entities.ts';
import { defineProp } from '../query-module.ts';

const termTypes = ['alias', 'description', 'label'] as const;
type TermType = (typeof termTypes)[number];

const termParameters = {
  continue: { type: 'string' },
  language: { type: 'string' },
  terms: { type: 'list', values: termTypes },
  ...asOfParameters,
} as const;

/** In exactly the language asked for. */
export const entityTerms = defineProp({
  name: 'entityterms',
  prefix: 'wbet',
  parameters: termParameters,
  async run({ language, terms = termTypes, continue: from, asof }, request, { pages }) {
    const moment = await readAsOf({ asof }, request);
    if (moment instanceof ApiError) return moment;
    const inLanguages = [language ?? request.language];
    return tellOfEntities({ pages, from, moment }, request, async (entity) => ({
      entityterms: termsOf(entity, terms, inLanguages),
    }));
  },
});

/** In the reader's language, or the next best. */
export const pageTerms = defineProp({
  name: 'pageterms',
  prefix: 'wbpt',
  parameters: termParameters,
  async run({ language, terms = termTypes, continue: from, asof }, request, { pages }) {
    const moment = await readAsOf({ asof }, request);
    if (moment instanceof ApiError) return moment;
    const inLanguages = fallbackChain(language ?? request.language);
    return tellOfEntities({ pages, from, moment }, request, async (entity) => ({
      terms: termsOf(entity, terms, inLanguages),
    }));
  },
});

export const description = defineProp({
  name: 'description',
  prefix: 'desc',
  parameters: { continue: { type: 'string' }, ...asOfParameters },
  async run({ continue: from, asof }, request, { pages }) {
    const moment = await readAsOf({ asof }, request);
    if (moment instanceof ApiError) return moment;
    return tellOfEntities({ pages, from, moment }, request, async (entity) => {
      const [text] =
        termsOf(entity, ['description'], fallbackChain(request.language)).description ?? [];
      return text === undefined ? undefined : { description: text, descriptionsource: 'local' };
    });
  },
});

/** Of each type those in the first language that has any. */
function termsOf(
  entity: Entity,
  types: readonly TermType[],
  languages: readonly string[],
): Partial<Record<TermType, readonly string[]>> {
  const found = types.flatMap((type) => {
    const language = languages.find((code) => termsIn(code, type).length > 0);
    return language === undefined ? [] : [[type, termsIn(language, type)] as const];
  });
  return Object.fromEntries(found);

  function termsIn(language: string, type: TermType): readonly string[] {
    if (type === 'alias')
      return entity.type === 'lexeme' ? [] : (entity.aliases.get(language) ?? []);
    const labels = entity.type === 'lexeme' ? entity.lemmas : entity.labels;
    const descriptions = entity.type === 'lexeme' ? NO_TERMS : entity.descriptions;
    const term = (type === 'label' ? labels : descriptions).get(language);
    return term === undefined ? [] : [term];
  }
}
