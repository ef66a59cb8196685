import type { LabelRequest, PatternTerm, Variable } from '../../algebra.ts';
import { isLiteral, isNamedNode, languageOf, lexicalForm, textLiteral } from '../../../rdf/term.ts';
import type { RdfTerm } from '../../../rdf/term.ts';
import type { TermId } from '../../../storage/quads/quad-index.ts';
import { RDFS } from '../../../../schema/vocabulary.ts';
import { constantColumn, idAt } from '../../../storage/quads/column.ts';
import { UNBOUND } from '../../../storage/quads/terms/term-id.ts';
import { computedColumn } from '../batch.ts';
import type { Batch } from '../batch.ts';
import type { ExecutionContext, Operator, Rows } from '../operator.ts';
import { columnIndex } from '../operator.ts';
import { isIndexId } from '../query-terms.ts';

/**
 * `SERVICE wikibase:label`: binds for each row the text in the best language, never changes the
 * number of rows, and leaves what is bound already as it is.
 */
export class Label implements Operator {
  readonly variables: readonly Variable[];
  readonly #input: Operator;
  readonly #requests: readonly LabelRequest[];
  readonly #readers: readonly LabelReader[];
  readonly #context: ExecutionContext;

  constructor(
    input: Operator,
    languages: readonly string[],
    requests: readonly LabelRequest[],
    variables: readonly Variable[],
    context: ExecutionContext,
  ) {
    this.variables = variables;
    this.#input = input;
    this.#requests = requests;
    this.#readers = requests.map(({ predicate }) => new LabelReader(predicate, languages, context));
    this.#context = context;
  }

  *open(): Rows {
    for (const batch of this.#input.open()) {
      const columns = this.variables.map(
        (_, index) => batch.columns[index] ?? constantColumn(UNBOUND, batch.length),
      );
      this.#requests.forEach((request, index) => {
        const target = this.variables.indexOf(request.target);
        const before = columns[target];
        const subjectOf = this.#subjects(request.subject, batch);
        columns[target] = computedColumn(batch.length, (row) => {
          this.#context.limits.work(1);
          const known = idAt(before, row);
          const subject = subjectOf(row);
          if (known !== UNBOUND || subject === UNBOUND) return known;
          return this.#readers[index]?.read(subject) ?? UNBOUND;
        });
      });
      yield { length: batch.length, columns };
    }
  }

  #subjects(subject: PatternTerm, batch: Batch): (row: number) => TermId {
    if (subject.kind === 'term') {
      const id = this.#context.terms.encode(subject.term);
      return () => id;
    }
    const index = columnIndex(this.#input.variables, subject.name);
    if (index === undefined) return () => UNBOUND;
    const column = batch.columns[index];
    return (row) => idAt(column, row);
  }
}

/** Finds the text of one kind for one term after the other, and remembers it. */
class LabelReader {
  readonly #predicate: RdfTerm;
  readonly #languages: ReadonlyMap<string, number>;
  readonly #context: ExecutionContext;
  readonly #known = new Map<TermId, TermId>();

  constructor(predicate: RdfTerm, languages: readonly string[], context: ExecutionContext) {
    this.#predicate = predicate;
    this.#languages = new Map(languages.map((language, index) => [language, index]));
    this.#context = context;
  }

  read(subject: TermId): TermId {
    const known = this.#known.get(subject);
    if (known !== undefined) return known;
    const term = this.#best(subject) ?? this.#standIn(subject);
    const id = term === undefined ? UNBOUND : this.#context.terms.encode(term);
    this.#context.limits.allocate(50);
    this.#known.set(subject, id);
    return id;
  }

  /** Several texts of the best language (aliases) become one. */
  #best(subject: TermId): RdfTerm | undefined {
    const { snapshot, terms, limits } = this.#context;
    const predicate = terms.find(this.#predicate);
    if (predicate === undefined || !isIndexId(subject)) return undefined;
    let best = Infinity;
    let texts: RdfTerm[] = [];
    limits.work(1);
    for (const batch of snapshot.scan({ subject, predicate })) {
      for (const object of snapshot.decodeColumn(batch.objects, batch.length)) {
        const priority = this.#languages.get(languageOf(object)) ?? Infinity;
        if (priority > best || priority === Infinity || !isLiteral(object)) continue;
        if (priority < best) texts = [];
        best = priority;
        texts.push(object);
      }
    }
    const [first, ...more] = texts;
    if (first === undefined || more.length === 0) return first;
    return textLiteral(texts.map(lexicalForm).join(', '), languageOf(first));
  }

  /** A label is never missing: an entity is called by its id, everything else by its text. */
  #standIn(subject: TermId): RdfTerm | undefined {
    if (this.#predicate !== `${RDFS}label`) return undefined;
    const { terms, conceptBase } = this.#context;
    const term = terms.decode(subject);
    const isEntity = isNamedNode(term) && term.startsWith(conceptBase);
    return textLiteral(isEntity ? term.slice(conceptBase.length) : lexicalForm(term));
  }
}
