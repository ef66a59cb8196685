/** Entities → Wikibase's JSON, with the members in Wikibase's order. */
import type {
  AliasesJson,
  EntityJson,
  FormJson,
  RedirectJson,
  SenseJson,
  SiteLinkJson,
  TermsJson,
} from '../../entity-json.ts';
import type {
  Aliases,
  Entity,
  EntityRedirect,
  Fingerprint,
  Form,
  Sense,
  SiteLink,
  Terms,
} from '../entity.ts';
import { statementMapJson, type DatatypeOf, type JsonDialect } from './write-statement.ts';

/** Page information (`lastrevid` …) is added by whoever knows the page. */
export function entityJson(
  entity: Entity,
  dialect: JsonDialect,
  datatypeOf: DatatypeOf,
): EntityJson {
  const { id } = entity;
  const claims = statementMapJson(entity.statements, dialect, datatypeOf);
  switch (entity.type) {
    case 'item':
      return {
        type: 'item',
        id,
        ...fingerprintJson(entity),
        claims,
        sitelinks: siteLinksJson(entity.siteLinks),
      };
    case 'property':
      return {
        type: 'property',
        datatype: entity.datatype,
        id,
        ...fingerprintJson(entity),
        claims,
      };
    case 'lexeme':
      return {
        type: 'lexeme',
        id,
        lemmas: termsJson(entity.lemmas),
        lexicalCategory: entity.lexicalCategory,
        language: entity.language,
        claims,
        forms: entity.forms.map((form) => formJson(form, dialect, datatypeOf)),
        senses: entity.senses.map((sense) => senseJson(sense, dialect, datatypeOf)),
      };
  }
}

export function redirectJson(redirect: EntityRedirect): RedirectJson {
  return { entity: redirect.id, redirect: redirect.target };
}

function fingerprintJson({ labels, descriptions, aliases }: Fingerprint): {
  labels: TermsJson;
  descriptions: TermsJson;
  aliases: AliasesJson;
} {
  return {
    labels: termsJson(labels),
    descriptions: termsJson(descriptions),
    aliases: aliasesJson(aliases),
  };
}

/** `Object.fromEntries` defines members, so that a key such as `__proto__` is one like any other. */
function termsJson(terms: Terms): TermsJson {
  return Object.fromEntries([...terms].map(([language, value]) => [language, { language, value }]));
}

function aliasesJson(aliases: Aliases): AliasesJson {
  return Object.fromEntries(
    [...aliases].map(([language, values]) => [
      language,
      values.map((value) => ({ language, value })),
    ]),
  );
}

function siteLinksJson(links: ReadonlyMap<string, SiteLink>): Record<string, SiteLinkJson> {
  return Object.fromEntries(
    [...links].map(([key, { site, title, badges }]) => [key, { site, title, badges: [...badges] }]),
  );
}

export function formJson(form: Form, dialect: JsonDialect, datatypeOf: DatatypeOf): FormJson {
  return {
    id: form.id,
    representations: termsJson(form.representations),
    grammaticalFeatures: [...form.grammaticalFeatures],
    claims: statementMapJson(form.statements, dialect, datatypeOf),
  };
}

export function senseJson(sense: Sense, dialect: JsonDialect, datatypeOf: DatatypeOf): SenseJson {
  return {
    id: sense.id,
    glosses: termsJson(sense.glosses),
    claims: statementMapJson(sense.statements, dialect, datatypeOf),
  };
}
