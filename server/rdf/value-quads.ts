/** The value of a snak: the simple value, and the value node with all that is known of it. */
import { valueTypeOfDatatype } from '../../schema/datatypes.ts';
import type {
  DataValue,
  GlobeCoordinateValue,
  QuantityValue,
  TimeValue,
} from '../../schema/model/data-value.ts';
import { UNITLESS } from '../../schema/model/data-value.ts';
import { valueHash } from '../../schema/model/hash.ts';
import type { ValueSnak } from '../../schema/model/snak.ts';
import { UNIT_ONE } from '../../schema/vocabulary.ts';
import { escapeIri, fillPattern } from './iri.ts';
import { phpFloatText } from '../../schema/model/php-serialize.ts';
import type { SnakPredicates } from './property-iris.ts';
import type { QuadBuild } from './quad-build.ts';
import { simpleValue, timeTerm } from './simple-value.ts';
import { namedNode, type QuadSink, type RdfTerm } from './term.ts';
import { inBaseUnit } from './unit-conversion.ts';
import { decimal, double, integer, rdfType, wikibase } from './wikibase-terms.ts';

/** What RDF gives as the precision of a coordinate that has none: one second of arc. */
const DEFAULT_PRECISION = 1 / 3600;

/** Values of unknown properties, and those that their datatype cannot hold, give no triples. */
export function valueQuads(
  build: QuadBuild,
  emit: QuadSink,
  subject: RdfTerm,
  snak: ValueSnak,
  predicates: SnakPredicates,
): void {
  const { value } = snak;
  const datatype = build.context.datatypeOf(snak.property);
  if (datatype === undefined || valueTypeOfDatatype[datatype] !== value.type) return;
  const simple = simpleValue(datatype, value, build.context.namespaces);
  if (simple === undefined) return;
  emit(subject, predicates.value, simple);
  if (datatype === 'external-id') {
    const iri = build.flavor.normalized ? externalIri(build, snak) : undefined;
    if (iri !== undefined) emit(subject, predicates.normalized, iri);
  } else if (build.flavor.fullValues && predicates.node !== undefined) {
    nodeLinkQuads(build, emit, subject, value, predicates.node, predicates.normalized);
  }
}

/** The IRI that an external id stands for, where its property says how they are made. */
function externalIri(build: QuadBuild, snak: ValueSnak): RdfTerm | undefined {
  const pattern = build.context.uriPatternOf(snak.property);
  if (pattern === undefined || snak.value.type !== 'string') return undefined;
  return namedNode(escapeIri(fillPattern(pattern, snak.value.value.trim())));
}

function nodeLinkQuads(
  build: QuadBuild,
  emit: QuadSink,
  subject: RdfTerm,
  value: DataValue,
  toNode: RdfTerm,
  toNormalized: RdfTerm,
): void {
  switch (value.type) {
    case 'time':
      emit(subject, toNode, timeNode(build, value));
      break;
    case 'globecoordinate':
      emit(subject, toNode, coordinateNode(build, value));
      break;
    case 'quantity': {
      const { node, normalized } = quantityNodes(build, value);
      emit(subject, toNode, node);
      if (normalized !== undefined) emit(subject, toNormalized, normalized);
      break;
    }
    case 'string':
    case 'wikibase-entityid':
    case 'monolingualtext':
    case 'unknown':
  }
}

function nodeOf(build: QuadBuild, value: DataValue): RdfTerm {
  return namedNode(build.context.namespaces.value + valueHash(value));
}

function timeNode(build: QuadBuild, value: TimeValue): RdfTerm {
  const node = nodeOf(build, value);
  const emit = build.openShared(node);
  if (emit !== undefined) {
    emit(node, rdfType, wikibase.TimeValue);
    emit(node, wikibase.timeValue, timeTerm(value));
    emit(node, wikibase.timePrecision, integer(value.precision));
    emit(node, wikibase.timeTimezone, integer(value.timezone));
    emit(node, wikibase.timeCalendarModel, namedNode(escapeIri(value.calendarmodel)));
  }
  return node;
}

function coordinateNode(build: QuadBuild, value: GlobeCoordinateValue): RdfTerm {
  const node = nodeOf(build, value);
  const emit = build.openShared(node);
  if (emit !== undefined) {
    emit(node, rdfType, wikibase.GlobecoordinateValue);
    if (value.precision === null) emit(node, rdfType, wikibase.GeoAutoPrecision);
    emit(node, wikibase.geoLatitude, double(phpFloatText(value.latitude)));
    emit(node, wikibase.geoLongitude, double(phpFloatText(value.longitude)));
    emit(node, wikibase.geoPrecision, double(phpFloatText(value.precision ?? DEFAULT_PRECISION)));
    emit(node, wikibase.geoGlobe, namedNode(escapeIri(value.globe)));
  }
  return node;
}

/** The node of a quantity, and that of the same quantity in base units: itself where it is. */
function quantityNodes(
  build: QuadBuild,
  value: QuantityValue,
): { node: RdfTerm; normalized: RdfTerm | undefined } {
  const node = nodeOf(build, value);
  const base = build.flavor.normalized ? inBaseUnit(value, build.context) : undefined;
  const normalized = base === undefined || base === value ? base && node : nodeOf(build, base);
  quantityNodeQuads(build, node, value, normalized);
  if (base !== undefined && normalized !== undefined && normalized !== node) {
    quantityNodeQuads(build, normalized, base, normalized);
  }
  return { node, normalized };
}

function quantityNodeQuads(
  build: QuadBuild,
  node: RdfTerm,
  value: QuantityValue,
  normalized: RdfTerm | undefined,
): void {
  const emit = build.openShared(node);
  if (emit === undefined) return;
  const unit = value.unit === UNITLESS ? UNIT_ONE : escapeIri(value.unit);
  emit(node, rdfType, wikibase.QuantityValue);
  emit(node, wikibase.quantityAmount, decimal(value.amount));
  if (value.upperBound !== undefined && value.lowerBound !== undefined) {
    emit(node, wikibase.quantityUpperBound, decimal(value.upperBound));
    emit(node, wikibase.quantityLowerBound, decimal(value.lowerBound));
  }
  emit(node, wikibase.quantityUnit, namedNode(unit));
  if (normalized !== undefined) emit(node, wikibase.quantityNormalized, normalized);
}
