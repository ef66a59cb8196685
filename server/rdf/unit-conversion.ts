/** Quantities in base units, so that one query compares metres with miles. */
import { UNITLESS, type QuantityValue } from '../../schema/model/data-value.ts';
import { parseItemId, type ItemId } from '../../schema/model/entity-id.ts';
import { idInConceptIri } from '../../schema/model/mentions.ts';
import type { SiteSettings, UnitConversion } from '../../schema/model/documents/site-settings.ts';
import { amountFrom, decimalsOf, multiplyAmounts } from '../../schema/model/values/decimal.ts';
import type { RdfContext } from './rdf-settings.ts';

/**
 * The same quantity in its base unit; the very same object where it is in one already, and
 * `undefined` where the wiki knows no conversion. A bounded quantity is rounded to the order of its
 * uncertainty, an exact one keeps every digit of the product.
 */
export function inBaseUnit(
  quantity: QuantityValue,
  { site, namespaces }: RdfContext,
): QuantityValue | undefined {
  if (quantity.unit === UNITLESS || site.units.size === 0) return undefined;
  const unit = unitItem(quantity.unit, namespaces.entity);
  if (unit === undefined) return undefined;
  if (isBaseUnit(site, unit)) return quantity;
  const conversion = site.units.get(unit);
  if (conversion === undefined || !POSITIVE.test(conversion.factor)) return undefined;
  const base = quantity.unit.slice(0, -unit.length) + conversion.base;
  return converted(quantity, conversion, base);
}

const POSITIVE = /^\+?(?=.*[1-9])\d+(?:\.\d+)?$/;

/** Units of other wikis count by their id, as everywhere: a copied quantity stays comparable. */
function unitItem(iri: string, conceptBase: string): ItemId | undefined {
  const id = iri.startsWith(conceptBase) ? iri.slice(conceptBase.length) : idInConceptIri(iri);
  return id === undefined ? undefined : parseItemId(id);
}

const remembered = new WeakMap<SiteSettings['units'], ReadonlySet<ItemId>>();

function isBaseUnit({ units }: SiteSettings, unit: ItemId): boolean {
  let bases = remembered.get(units);
  if (bases === undefined) {
    bases = new Set([...units.values()].map(({ base }) => base));
    remembered.set(units, bases);
  }
  return bases.has(unit);
}

function converted(
  { type, amount, upperBound, lowerBound }: QuantityValue,
  { factor }: UnitConversion,
  unit: string,
): QuantityValue {
  const exact = multiplyAmounts(amount, factor);
  if (upperBound === undefined || lowerBound === undefined) return { type, amount: exact, unit };
  const upper = multiplyAmounts(upperBound, factor);
  const lower = multiplyAmounts(lowerBound, factor);
  const order = orderOfUncertainty(exact, upper, lower);
  return {
    type,
    amount: roundTo(exact, order),
    unit,
    upperBound: roundTo(upper, order),
    lowerBound: roundTo(lower, order),
  };
}

/**
 * The power of ten of the last digit that still means something: -2 for 12.34 ± 0.05. Computed in
 * floating point on purpose: Wikibase does, and the names of the nodes depend on it.
 */
function orderOfUncertainty(amount: string, upper: string, lower: string): number {
  const margin = Math.min(Number(amount) - Number(lower), Number(upper) - Number(amount));
  if (margin === 0) return -decimalsOf(amount);
  return Math.floor(Math.log10(margin + 0.000_000_000_5));
}

/** Rounds half away from zero, to a multiple of 10^`order`; what is rounder stays as it is. */
function roundTo(amount: string, order: number): string {
  const dropped = decimalsOf(amount) + order;
  if (dropped <= 0) return amount;
  const digits = BigInt(amount.replace(/[+.]/g, ''));
  const unit = 10n ** BigInt(dropped);
  const half = digits < 0n ? -unit / 2n : unit / 2n;
  return amountFrom(String((digits + half) / unit), order);
}
