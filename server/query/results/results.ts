/** The rows of a query → bytes in the format asked for, chunk by chunk. */
import type { QueryForm } from '../algebra.ts';
import type { ExecutionContext, Operator } from '../execute/operator.ts';
import { Project } from '../execute/operators/project.ts';
import type { GraphFormat, QueryRequest, ResultFormat } from '../query-backend.ts';
import { writeGraph } from './graphs.ts';
import { writeBooleanJson, writeJson } from './json.ts';
import { writeBooleanText, writeCsv, writeTsv } from './separated-values.ts';
import { inChunks } from './solutions.ts';
import { writeBooleanXml, writeXml } from './xml.ts';

export const mediaTypes: Readonly<Record<ResultFormat, string>> = {
  json: 'application/sparql-results+json',
  xml: 'application/sparql-results+xml',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  turtle: 'text/turtle',
  ntriples: 'application/n-triples',
};

function isGraphFormat(format: ResultFormat): format is GraphFormat {
  return format === 'turtle' || format === 'ntriples';
}

/** The format that an answer of this form is written in. */
export function formatFor(form: QueryForm, request: QueryRequest): ResultFormat {
  const { format } = request;
  if (form.kind === 'select' || form.kind === 'ask') return isGraphFormat(format) ? 'json' : format;
  return request.graphFormat ?? (isGraphFormat(format) ? format : 'turtle');
}

export function writeResults(
  form: QueryForm,
  format: ResultFormat,
  operator: Operator,
  context: ExecutionContext,
): Generator<Uint8Array, void, undefined> {
  switch (form.kind) {
    case 'select': {
      const batches = new Project(operator, form.variables).open();
      const decode = context.terms.decode.bind(context.terms);
      return inChunks(rowWriter(format)({ variables: form.variables, batches, decode }));
    }
    case 'ask':
      return inChunks(booleanWriter(format)(hasRows(operator)));
    case 'construct':
    case 'describe':
      return inChunks(writeGraph(form, operator, context));
  }
}

function rowWriter(format: ResultFormat) {
  switch (format) {
    case 'json':
    case 'turtle':
    case 'ntriples':
      return writeJson;
    case 'xml':
      return writeXml;
    case 'csv':
      return writeCsv;
    case 'tsv':
      return writeTsv;
  }
}

function booleanWriter(format: ResultFormat) {
  switch (format) {
    case 'json':
    case 'turtle':
    case 'ntriples':
      return writeBooleanJson;
    case 'xml':
      return writeBooleanXml;
    case 'csv':
    case 'tsv':
      return writeBooleanText;
  }
}

function hasRows(operator: Operator): boolean {
  for (const batch of operator.open()) if (batch.length > 0) return true;
  return false;
}
