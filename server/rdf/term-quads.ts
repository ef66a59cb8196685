/** Labels, descriptions, aliases and their like: texts by language. */
import type { Aliases, Fingerprint, Terms } from '../../schema/model/entity.ts';
import type { RdfFlavor } from './flavor.ts';
import { textLiteral, type QuadSink, type RdfTerm } from './term.ts';
import { rdfsLabel, schema, skos } from './wikibase-terms.ts';

/** `undefined` wants every language. */
export type WantedLanguages = ReadonlySet<string> | undefined;

const LANGUAGE_TAG = /^[\da-z-]{2,}$/i;
const ALL_LABELS = [rdfsLabel, skos.prefLabel, schema.name];
const ONE_LABEL = [rdfsLabel];

/** A literal keeps the wiki's own language code where RDF can hold it. */
export function termLiteral(text: string, language: string): RdfTerm {
  return textLiteral(text, LANGUAGE_TAG.test(language) ? language : undefined);
}

export function labelPredicates(flavor: RdfFlavor): readonly RdfTerm[] {
  return flavor.labelSynonyms ? ALL_LABELS : ONE_LABEL;
}

/** One triple per language and predicate. */
export function termQuads(
  emit: QuadSink,
  subject: RdfTerm,
  terms: Terms,
  predicates: readonly RdfTerm[],
  languages?: WantedLanguages,
): void {
  for (const [language, text] of terms) {
    if (languages !== undefined && !languages.has(language)) continue;
    const object = termLiteral(text, language);
    for (const predicate of predicates) emit(subject, predicate, object);
  }
}

export function aliasQuads(
  emit: QuadSink,
  subject: RdfTerm,
  aliases: Aliases,
  languages?: WantedLanguages,
): void {
  for (const [language, texts] of aliases) {
    if (languages !== undefined && !languages.has(language)) continue;
    for (const text of texts) emit(subject, skos.altLabel, termLiteral(text, language));
  }
}

/** What a stub says: label and description. */
export function labelAndDescriptionQuads(
  emit: QuadSink,
  subject: RdfTerm,
  fingerprint: Fingerprint,
  flavor: RdfFlavor,
  languages?: WantedLanguages,
): void {
  termQuads(emit, subject, fingerprint.labels, labelPredicates(flavor), languages);
  termQuads(emit, subject, fingerprint.descriptions, [schema.description], languages);
}
