/** `wbparsevalue`: what people wrote, as values. */
import { failureText } from '../../../../client/view/failure-view.ts';
import { datatypes, isDatatype, valueTypeOfDatatype } from '../../../../schema/datatypes.ts';
import type { Datatype } from '../../../../schema/datatypes.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Failure, FailureCode } from '../../../../schema/failures.ts';
import { GREGORIAN_CALENDAR, JULIAN_CALENDAR } from '../../../../schema/model/data-value.ts';
import type { DataValue } from '../../../../schema/model/data-value.ts';
import { dataValueJson } from '../../../../schema/model/json/write-statement.ts';
import type { Calendar } from '../../../../schema/model/values/calendar.ts';
import type { ParseOptions } from '../../../../schema/model/values/parse-options.ts';
import { parseValue } from '../../../../schema/model/values/value.ts';
import { errorMessages } from '../error-messages.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { messageJson } from '../respond.ts';
import { missingParameter } from './entity-ids.ts';
import { datatypeAsked, datatypeParameters, readOptions, textOption } from './value-parameters.ts';
import type { Options } from './value-parameters.ts';

/** Takes every text as it is. */
const NO_PARSER = 'null';

export const parseValueModule = defineModule({
  name: 'wbparsevalue',
  parameters: {
    ...datatypeParameters,
    parser: { type: 'enum', values: [NO_PARSER, ...datatypes], deprecated: true },
    values: { type: 'list', allowsDuplicates: true, required: true },
    validate: { type: 'boolean' },
  },
  async run(values, request) {
    const options = readOptions(values.options);
    if (options instanceof ApiError) return options;
    const asked = await datatypeAsked(values, 'param-illegal', request);
    if (asked instanceof ApiError) return asked;
    if (asked === undefined && values.parser === NO_PARSER) {
      return { results: values.values.map((raw) => ({ raw, value: raw, type: 'unknown' })) };
    }
    const datatype = asked ?? values.parser;
    if (datatype === undefined || !isDatatype(datatype)) return missingParameter('datatype');
    const reader: ValueReader = {
      datatype,
      options: parseOptions(options, request),
      validates: values.validate,
    };
    const results: JsonObject[] = [];
    for (const text of values.values) results.push(await resultOf(text, reader, request));
    return { results };
  },
});

interface ValueReader {
  readonly datatype: Datatype;
  readonly options: ParseOptions;
  readonly validates: boolean;
}

const CALENDARS: Readonly<Record<string, Calendar>> = {
  gregorian: 'gregorian',
  [GREGORIAN_CALENDAR.toLowerCase()]: 'gregorian',
  julian: 'julian',
  [JULIAN_CALENDAR.toLowerCase()]: 'julian',
};

function parseOptions(options: Options, { language, services }: ApiRequest): ParseOptions {
  const calendar = CALENDARS[textOption(options, 'calendar')?.toLowerCase() ?? ''];
  const precision = numberOption(options, 'precision');
  const unit = textOption(options, 'unit');
  const globe = textOption(options, 'globe');
  const textLanguage = textOption(options, 'valuelang');
  return {
    language: textOption(options, 'lang') ?? language,
    conceptBase: services.urls.conceptBase,
    ...(calendar === undefined ? {} : { calendar }),
    ...(precision === undefined ? {} : { precision }),
    ...(unit === undefined ? {} : { unit }),
    ...(globe === undefined ? {} : { globe }),
    ...(textLanguage === undefined ? {} : { textLanguage }),
  };
}

/** Clients send numbers as text as well. */
function numberOption(options: Options, name: string): number | undefined {
  const value = options[name];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Whoever does not ask for a judgement gets what the text says, be it possible or not. */
async function resultOf(
  raw: string,
  { datatype, options, validates }: ValueReader,
  request: ApiRequest,
): Promise<JsonObject> {
  const parsed = parseValue(datatype, raw, options);
  if (!parsed.ok) {
    if (!validates && parsed.impossible !== undefined) {
      return { raw, ...dataValueJson(parsed.impossible) };
    }
    const unread = parsed.failures.some(({ code }) => NOT_READ.has(code));
    return validates && !unread
      ? { raw, ...invalid(parsed.failures, request) }
      : { raw, ...unreadable(datatype, parsed.failures, request) };
  }
  const read = { raw, ...dataValueJson(parsed.value) };
  if (!validates) return read;
  const failures = await unknownEntity(parsed.value, request);
  return failures.length === 0
    ? { ...read, valid: true }
    : { ...read, ...invalid(failures, request) };
}

/** The text says no such thing; other failures mean that it says something that cannot be. */
const NOT_READ: ReadonlySet<FailureCode> = new Set([
  'value-empty',
  'value-not-a-time',
  'value-ambiguous-time',
  'value-not-a-quantity',
  'value-not-a-coordinate',
  'value-not-an-entity-id',
]);

/** Under which names the formats of values go that have a message of their own. */
const FORMATS: Readonly<Partial<Record<Datatype, string>>> = {
  time: 'time',
  quantity: 'quantity',
  'globe-coordinate': 'globe-coordinate',
};
const WITH_MESSAGE: ReadonlySet<string> = new Set(['time', 'quantity']);

function unreadable(
  datatype: Datatype,
  failures: readonly Failure[],
  request: ApiRequest,
): JsonObject {
  const format = FORMATS[datatype] ?? valueTypeOfDatatype[datatype];
  const name = `wikibase-parse-error${WITH_MESSAGE.has(format) ? `-${format}` : ''}`;
  request.report(new ApiError(name, failures));
  return {
    error: String.raw`ValueParsers\ParseException`,
    'error-info': textOf(failures, request),
    'expected-format': format,
    messages: [messageJson({ name, parameters: [] }, textOf(failures, request), request)],
  };
}

function invalid(failures: readonly Failure[], request: ApiRequest): JsonObject {
  const found = errorMessages('modification-failed', failures);
  return {
    valid: false,
    error: 'ValidationError',
    'error-info': textOf(failures, request),
    messages: found.map((each) => messageJson(each, textOf(failures, request), request)),
    'validation-errors': found.map(({ name }) =>
      name.replace(/^(?:wikibase-validator|sabir)-/, ''),
    ),
  };
}

function textOf(failures: readonly Failure[], { messages }: ApiRequest): string {
  return failures.map((each) => failureText(each, messages)).join(' ');
}

async function unknownEntity(value: DataValue, { services }: ApiRequest): Promise<Failure[]> {
  if (value.type !== 'wikibase-entityid') return [];
  const found = await services.labels.displayTerms([value.id], 'en');
  return found.has(value.id) ? [] : [failure('unknown-entity', { id: value.id })];
}
