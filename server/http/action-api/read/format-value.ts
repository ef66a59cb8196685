/** `wbformatvalue`: a value as readers see it, as plain text, wikitext or HTML. */
import { valueView } from '../../../../client/view/value-view.ts';
import type { Datatype } from '../../../../schema/datatypes.ts';
import { failure } from '../../../../schema/failures.ts';
import type { DataValue } from '../../../../schema/model/data-value.ts';
import type { PropertyId } from '../../../../schema/model/entity-id.ts';
import { parsePropertyId } from '../../../../schema/model/entity-id.ts';
import { dataValue } from '../../../../schema/model/json/read-data-value.ts';
import { isObject, readWhole } from '../../../../schema/model/json/reading.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import { idsInValue } from '../../../../schema/model/mentions.ts';
import type { FormatOptions } from '../../../../schema/model/values/value.ts';
import { viewContext } from '../../pages/view-context.ts';
import { interfaceMessages } from '../../request/reader.ts';
import type { Moment } from '../../request/moment.ts';
import { wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { asOfParameters, readAsOf } from './as-of.ts';
import { formattedValue, valueFormats } from './value-formats.ts';
import { datatypeAsked, datatypeParameters, readOptions, textOption } from './value-parameters.ts';
import type { Options } from './value-parameters.ts';

export const formatValueModule = defineModule({
  name: 'wbformatvalue',
  parameters: {
    ...datatypeParameters,
    generate: { type: 'enum', values: valueFormats, default: 'text/x-wiki' },
    datavalue: { type: 'string', required: true },
    ...asOfParameters,
  },
  async run(values, request) {
    const value = readValue(values.datavalue);
    if (value instanceof ApiError) return value;
    const moment = await readAsOf(values, request);
    if (moment instanceof ApiError) return moment;
    const options = readOptions(values.options);
    if (options instanceof ApiError) return options;
    const datatype = await datatypeAsked(values, 'badpropertyid', request);
    if (datatype instanceof ApiError) return datatype;
    return { result: await resultOf(value, { ...values, datatype, options, moment }, request) };
  },
});

function readValue(text: string): DataValue | ApiError {
  const parsed = parseJson(text);
  if (!parsed.ok) return wikibaseError('baddatavalue', parsed.failures);
  if (isObject(parsed.value) && !('value' in parsed.value)) {
    return wikibaseError('baddatavalue', [failure('missing-field', { field: 'value' })]);
  }
  const value = readWhole(parsed.value, dataValue);
  return value.ok ? value.value : wikibaseError('baddatavalue', value.failures);
}

interface Formatting {
  readonly generate: (typeof valueFormats)[number];
  readonly datatype: Datatype | undefined;
  readonly property?: string | undefined;
  readonly options: Options;
  readonly moment: Moment | undefined;
}

async function resultOf(
  value: DataValue,
  { generate, datatype, property, options, moment }: Formatting,
  request: ApiRequest,
): Promise<string> {
  const { services } = request;
  const language = textOption(options, 'lang') ?? request.language;
  const languages = fallbackChain(language);
  const messages = interfaceMessages(languages);
  const propertyId = parsePropertyId(property ?? '') ?? NO_PROPERTY;
  const ids = idsInValue(value);
  const [view, terms, site] = await Promise.all([
    viewContext(services, { language, languages, messages }, [...ids, propertyId], moment),
    services.labels.displayTerms(ids, language, moment),
    services.site.at(moment),
  ]);
  const unit = foreignUnit(value, services.urls.conceptBase);
  const label = (id: string): string | undefined => view.label(id)?.text ?? unit;
  return formattedValue(generate, value, {
    view: valueView(value, propertyId, { ...view, datatypeOf: () => datatype }),
    datatype,
    options: { language, label, ...formatOptions(options) },
    links: { terms, language, messages, site, base: '' },
  });
}

/** Its id alone would be taken for one of this wiki. */
function foreignUnit(value: DataValue, conceptBase: string): string | undefined {
  const isForeign = value.type === 'quantity' && !value.unit.startsWith(conceptBase);
  return isForeign ? value.unit : undefined;
}

/** Stands in where only a datatype is named. */
const NO_PROPERTY: PropertyId = 'P0';

const MOST_DIGITS = 127;

/** By default as Wikibase has it: what the bounds leave open is not shown. */
function formatOptions(
  options: Options,
): Pick<FormatOptions, 'calendar' | 'rounding' | 'showsUnit'> {
  const rounding = options['applyRounding'] ?? true;
  const isDigit = Number.isInteger(rounding) && Math.abs(Number(rounding)) <= MOST_DIGITS;
  const calendar = options['showcalendar'] ?? 'auto';
  return {
    rounding: isDigit ? Number(rounding) : rounding === true ? 'certain' : undefined,
    showsUnit: options['applyUnit'] !== false,
    calendar: calendar === true ? 'always' : calendar === false ? 'never' : 'auto',
  };
}
