/** What two lexemes become when one is merged into the other (contract: wblmergelexemes). Pure. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import { jsonPointer } from '../../schema/json-pointer.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import type { Form, Lexeme, Sense, Terms } from '../../schema/model/entity.ts';
import { allStatements } from '../../schema/model/entity.ts';
import { linksTo, mergedStatements } from './merge-statements.ts';

/** Nothing of the source is left. */
export function mergeLexemes(source: Lexeme, target: Lexeme): Result<Lexeme> {
  const conflicts = [
    ...differences(source, target),
    ...lemmaConflicts(source, target),
    ...mutualLinks(source, target),
  ];
  if (conflicts.length > 0) return failed(...conflicts);
  const merged: Lexeme = {
    ...target,
    lemmas: new Map([...source.lemmas, ...target.lemmas]),
    statements: mergedStatements(source.statements, target),
  };
  return ok(withSenses(withForms(merged, source.forms), source.senses));
}

function differences(source: Lexeme, target: Lexeme): Failure[] {
  return (['language', 'lexicalCategory'] as const)
    .filter((field) => source[field] !== target[field])
    .map((field) =>
      failure('lexemes-differ', { field, from: source[field], to: target[field] }, `/${field}`),
    );
}

function lemmaConflicts(source: Lexeme, target: Lexeme): Failure[] {
  return [...source.lemmas.keys()]
    .filter((language) => !agree(source.lemmas, target.lemmas, language))
    .map((language) => failure('lemma-conflict', { language }, jsonPointer('lemmas', language)));
}

/** Two lexemes that speak of each other ("homograph", "derived from") are hardly the same. */
function mutualLinks(source: Lexeme, target: Lexeme): Failure[] {
  const linked = speaksOf(source, target) || speaksOf(target, source);
  return linked ? [failure('merge-links-itself', { from: source.id, to: target.id })] : [];
}

function speaksOf(lexeme: Lexeme, other: Lexeme): boolean {
  const ids: EntityId[] = [other.id, ...[...other.forms, ...other.senses].map(({ id }) => id)];
  const statements = allStatements(lexeme);
  return ids.some((id) => linksTo(statements, id));
}

/** Forms that are the same become one; the others are copied. */
function withForms(target: Lexeme, forms: readonly Form[]): Lexeme {
  return forms.reduce((lexeme, form) => {
    const at = lexeme.forms.findIndex((each) => isSameForm(each, form));
    const twin = lexeme.forms[at];
    if (twin !== undefined) {
      return { ...lexeme, forms: lexeme.forms.with(at, mergedForm(twin, form)) };
    }
    const id = `${lexeme.id}-F${lexeme.nextFormNumber}` as const;
    return {
      ...lexeme,
      forms: [...lexeme.forms, { ...form, ...moved(form, id), id }],
      nextFormNumber: lexeme.nextFormNumber + 1,
    };
  }, target);
}

/** The same features, a spelling in common, and no spelling that differs. */
function isSameForm(a: Form, b: Form): boolean {
  const languages = [...a.representations.keys()].filter((each) => b.representations.has(each));
  return (
    languages.length > 0 &&
    languages.every((each) => agree(a.representations, b.representations, each)) &&
    a.grammaticalFeatures.length === b.grammaticalFeatures.length &&
    a.grammaticalFeatures.every((feature) => b.grammaticalFeatures.includes(feature))
  );
}

function mergedForm(form: Form, other: Form): Form {
  return {
    ...form,
    representations: new Map([...other.representations, ...form.representations]),
    statements: mergedStatements(other.statements, form),
  };
}

/** Whether two senses mean the same nobody can tell from their glosses: all are kept. */
function withSenses(target: Lexeme, senses: readonly Sense[]): Lexeme {
  return senses.reduce((lexeme, sense) => {
    const id = `${lexeme.id}-S${lexeme.nextSenseNumber}` as const;
    return {
      ...lexeme,
      senses: [...lexeme.senses, { ...sense, ...moved(sense, id), id }],
      nextSenseNumber: lexeme.nextSenseNumber + 1,
    };
  }, target);
}

/** Statements carry the id of what they are on. */
function moved({ statements }: Form | Sense, id: EntityId): Pick<Form, 'statements'> {
  return { statements: mergedStatements(statements, { id, statements: [] }) };
}

/** A language that only one of them has is no disagreement. */
function agree(a: Terms, b: Terms, language: string): boolean {
  const [one, other] = [a.get(language), b.get(language)];
  return one === undefined || other === undefined || one === other;
}
