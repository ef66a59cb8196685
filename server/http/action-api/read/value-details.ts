/** The parts of a value that is more than one line says. */
import type { MessageKey } from '../../../../client/i18n/message.ts';
import type { DataValue } from '../../../../schema/model/data-value.ts';
import { UNITLESS } from '../../../../schema/model/data-value.ts';
import { formatValue } from '../../../../schema/model/values/value.ts';
import type { FormatOptions } from '../../../../schema/model/values/value.ts';

export interface ValueDetail {
  /** What Wikibase calls it in the class of its table cells. */
  readonly name: string;
  readonly key: MessageKey;
  readonly text: string;
}

/** Empty for values that are shown in full anyway. */
export function valueDetails(value: DataValue, options: FormatOptions): readonly ValueDetail[] {
  switch (value.type) {
    case 'time':
      return [
        { name: 'isotime', key: 'value-time', text: value.time },
        { name: 'timezone', key: 'value-timezone', text: String(value.timezone) },
        { name: 'calendar', key: 'edit-calendar', text: value.calendarmodel },
        { name: 'precision', key: 'value-precision', text: String(value.precision) },
        { name: 'before', key: 'value-before', text: String(value.before) },
        { name: 'after', key: 'value-after', text: String(value.after) },
      ];
    case 'quantity':
      return quantityDetails(value, options);
    case 'globecoordinate':
      return [
        { name: 'latitude', key: 'value-latitude', text: String(value.latitude) },
        { name: 'longitude', key: 'value-longitude', text: String(value.longitude) },
        { name: 'precision', key: 'value-precision', text: String(value.precision ?? '') },
        { name: 'globe', key: 'value-globe', text: value.globe },
      ];
    case 'string':
    case 'monolingualtext':
    case 'wikibase-entityid':
    case 'unknown':
      return [];
  }
}

function quantityDetails(
  { amount, unit, lowerBound, upperBound }: Extract<DataValue, { type: 'quantity' }>,
  { language }: FormatOptions,
): readonly ValueDetail[] {
  const written = (number: string): string =>
    formatValue({ type: 'quantity', amount: number, unit: UNITLESS }, { language });
  const bound = (name: string, key: MessageKey, number: string | undefined): ValueDetail[] =>
    number === undefined ? [] : [{ name, key, text: written(number) }];
  return [
    { name: 'amount', key: 'value-amount', text: written(amount) },
    ...bound('upperBound', 'value-upper-bound', upperBound),
    ...bound('lowerBound', 'value-lower-bound', lowerBound),
    ...(unit === UNITLESS ? [] : [{ name: 'unit', key: 'edit-unit' as const, text: unit }]),
  ];
}
