/** What lexemes, forms and senses say besides their statements (Ontolex-Lemon). */
import type { Form, Lexeme, Sense } from '../../schema/model/entity.ts';
import type { QuadBuild } from './quad-build.ts';
import { namedNode, type RdfTerm } from './term.ts';
import { termQuads, type WantedLanguages } from './term-quads.ts';
import { dctLanguage, ontolex, rdfsLabel, rdfType, skos, wikibase } from './wikibase-terms.ts';

/** What a stub says: class and lemmas. */
export function lemmaQuads(build: QuadBuild, lexeme: Lexeme, languages?: WantedLanguages): void {
  const node = entityNode(build, lexeme.id);
  build.emit(node, rdfType, ontolex.LexicalEntry);
  textQuads(build, node, lexeme.lemmas, wikibase.lemma, languages);
}

export function lexemeQuads(build: QuadBuild, lexeme: Lexeme): void {
  const { emit } = build;
  const node = entityNode(build, lexeme.id);
  lemmaQuads(build, lexeme);
  emit(node, dctLanguage, entityNode(build, lexeme.language));
  emit(node, wikibase.lexicalCategory, entityNode(build, lexeme.lexicalCategory));
  for (const { id } of lexeme.forms) emit(node, ontolex.lexicalForm, entityNode(build, id));
  for (const { id } of lexeme.senses) emit(node, ontolex.sense, entityNode(build, id));
}

/** What a stub says: class and representations. */
export function representationQuads(
  build: QuadBuild,
  form: Form,
  languages?: WantedLanguages,
): void {
  const node = entityNode(build, form.id);
  build.emit(node, rdfType, ontolex.Form);
  textQuads(build, node, form.representations, ontolex.representation, languages);
}

export function formQuads(build: QuadBuild, form: Form): void {
  representationQuads(build, form);
  const node = entityNode(build, form.id);
  for (const feature of form.grammaticalFeatures) {
    build.emit(node, wikibase.grammaticalFeature, entityNode(build, feature));
  }
}

/** A sense says all it has already in its stub. */
export function senseQuads(build: QuadBuild, sense: Sense, languages?: WantedLanguages): void {
  const node = entityNode(build, sense.id);
  build.emit(node, rdfType, ontolex.LexicalSense);
  textQuads(build, node, sense.glosses, skos.definition, languages);
}

function textQuads(
  build: QuadBuild,
  node: RdfTerm,
  terms: ReadonlyMap<string, string>,
  predicate: RdfTerm,
  languages: WantedLanguages,
): void {
  const predicates = build.flavor.labelSynonyms ? [rdfsLabel, predicate] : [predicate];
  termQuads(build.emit, node, terms, predicates, languages);
}

function entityNode(build: QuadBuild, id: string): RdfTerm {
  return namedNode(build.context.namespaces.entity + id);
}
