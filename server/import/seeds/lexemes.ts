/**
 * Lexemes: a row of `lexeme`, below it its forms and senses.
 *
 * `terms` are lemmas, representations or glosses (`en:rhinoceros | de:…`), `about` names the
 * language and category of a lexeme or the grammatical features of a form, `facts` is a list of
 * `P898=…`.
 */
import { parseItemId, parseLexemeId, type ItemId } from '../../../schema/model/entity-id.ts';
import type { EntityId, LexemeId } from '../../../schema/model/entity-id.ts';
import { emptyLexeme, type Form, type Lexeme, type Sense } from '../../../schema/model/entity.ts';
import type { Statement } from '../../../schema/model/statement.ts';
import { readSnaks, words, type Fact } from './fact.ts';
import { requiredCell, SeedError, type SeedRow, type SeedTable } from './table.ts';
import { statementsOf, type StatementContext } from './statements.ts';

export function readLexemes(table: SeedTable, context: StatementContext): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const row of table.rows) {
    const kind = requiredCell(row, 'kind');
    const last = lexemes.at(-1);
    if (kind === 'lexeme') lexemes.push(lexemeOf(row, context));
    else if (last === undefined) throw new SeedError(row.place, 'belongs to no lexeme');
    else lexemes[lexemes.length - 1] = withPart(last, kind, row, context);
  }
  return lexemes;
}

function lexemeOf(row: SeedRow, context: StatementContext): Lexeme {
  const id: LexemeId | undefined = parseLexemeId(requiredCell(row, 'id'));
  const [language, category] = items(row, context);
  if (id === undefined || language === undefined || category === undefined) {
    throw new SeedError(row.place, 'a lexeme has an id, a language and a category');
  }
  return {
    ...emptyLexeme(id, language, category),
    lemmas: terms(row),
    statements: statements(id, row, context),
  };
}

function withPart(lexeme: Lexeme, kind: string, row: SeedRow, context: StatementContext): Lexeme {
  if (kind === 'form') {
    const id = `${lexeme.id}-F${lexeme.nextFormNumber}` as const;
    const form: Form = {
      id,
      representations: terms(row),
      grammaticalFeatures: items(row, context),
      statements: statements(id, row, context),
    };
    return {
      ...lexeme,
      forms: [...lexeme.forms, form],
      nextFormNumber: lexeme.nextFormNumber + 1,
    };
  }
  if (kind === 'sense') {
    const id = `${lexeme.id}-S${lexeme.nextSenseNumber}` as const;
    const sense: Sense = { id, glosses: terms(row), statements: statements(id, row, context) };
    return {
      ...lexeme,
      senses: [...lexeme.senses, sense],
      nextSenseNumber: lexeme.nextSenseNumber + 1,
    };
  }
  throw new SeedError(row.place, `"${kind}" is no part of a lexeme`);
}

function terms(row: SeedRow): Map<string, string> {
  const pairs = requiredCell(row, 'terms')
    .split(' | ')
    .map((term) => {
      const colon = term.indexOf(':');
      return [term.slice(0, colon), term.slice(colon + 1).trim()] as const;
    });
  return new Map(pairs);
}

function items(row: SeedRow, context: StatementContext): ItemId[] {
  return words(row.cells.get('about')).map((word) => {
    const id = parseItemId(context.resolve(word) ?? '');
    if (id === undefined) throw new SeedError(row.place, `there is no item ${word}`);
    return id;
  });
}

function statements(subject: EntityId, row: SeedRow, context: StatementContext): Statement[] {
  const facts = readSnaks(row.cells.get('facts') ?? '', row.place).map((main): Fact => ({
    place: row.place,
    main,
    qualifiers: [],
    references: [],
    rank: 'normal',
  }));
  return statementsOf(subject, facts, context);
}
