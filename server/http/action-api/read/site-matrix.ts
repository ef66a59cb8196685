/** `sitematrix`: the sites whose pages items are linked to, by language. */
import type { Site } from '../../../../schema/model/documents/site-settings.ts';
import { languageName } from '../../../../schema/model/languages/language-name.ts';
import { directionOf, language } from '../../../../schema/model/languages/languages.ts';
import { defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';

const siteProps = ['code', 'dbname', 'lang', 'sitename', 'url'] as const;
const languageProps = ['code', 'dir', 'localname', 'name', 'site'] as const;
const types = ['language', 'special'] as const;

export const siteMatrixModule = defineModule({
  name: 'sitematrix',
  prefix: 'sm',
  parameters: {
    type: { type: 'list', values: types, default: types.join('|') },
    langprop: { type: 'list', values: languageProps, default: languageProps.join('|') },
    siteprop: { type: 'list', values: siteProps, default: siteProps.join('|') },
  },
  async run({ type, langprop, siteprop }, request) {
    const { sites } = request.site;
    const ofLanguages = Map.groupBy(sites.filter(isOfLanguage), (site) => site.language);
    const specials = sites.filter((site) => !isOfLanguage(site));
    const ofSite = (site: Site) => chosen(siteFacts(site), siteprop);
    const rows = type.includes('language')
      ? [...ofLanguages].map(([code, group]) => {
          const facts = { ...languageFacts(code, request.language), site: group.map(ofSite) };
          return chosen(facts, langprop);
        })
      : [];
    const count = rows.length === 0 ? 0 : sites.length - specials.length;
    return {
      sitematrix: {
        count: count + (type.includes('special') ? specials.length : 0),
        ...Object.fromEntries(rows.entries()),
        ...(type.includes('special') ? { specials: specials.map(ofSite) } : {}),
      },
    };
  },
});

/** As wikis of Wikimedia are called: after the language, then after what they are. */
function isOfLanguage({ id, language: code }: Site): boolean {
  return id.startsWith(`${code.replaceAll('-', '_')}wik`);
}

function siteFacts(site: Site): Readonly<Record<(typeof siteProps)[number], string>> {
  const { id, language: code, pageUrl } = site;
  const { origin, hostname } = new URL(pageUrl);
  return {
    url: origin,
    dbname: id,
    code: isOfLanguage(site) ? id.slice(code.length) : id.replace(/wiki$/, ''),
    lang: code,
    sitename: hostname,
  };
}

function languageFacts(code: string, shownIn: string) {
  const autonym = language(code)?.autonym ?? code;
  return { code, name: autonym, dir: directionOf(code), localname: languageName(code, shownIn) };
}

function chosen(facts: JsonObject, wanted: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => wanted.includes(name)));
}
