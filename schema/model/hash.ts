/**
 * Wikibase's hashes, which the wire formats and the IRIs of value nodes and references show.
 *
 * They are taken over what PHP's `serialize()` makes of Wikibase's classes. All are in lower-case
 * hex. Objects of the model never change, so each keeps its hash for as long as it lives.
 */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { DataValue, GlobeCoordinateValue, QuantityValue } from './data-value.ts';
import { entityTypeOf, type EntityId } from './entity-id.ts';
import {
  phpFloatText,
  phpJsonFloat,
  phpJsonText,
  phpList,
  phpObject,
  phpString,
} from './php-serialize.ts';
import type { Snak } from './snak.ts';
import type { Rank, Reference, Statement } from './statement.ts';

function sha1Hex(text: string): string {
  return bytesToHex(sha1(utf8(text)));
}

function md5Hex(text: string): string {
  return bytesToHex(md5(utf8(text)));
}

const encoder = new TextEncoder();
const scratch = new Uint8Array(4096);

/** Valid until the next call: encoding into one array takes a quarter of the time of a new one. */
function utf8(text: string): Uint8Array {
  if (text.length * 3 > scratch.length) return encoder.encode(text);
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}

/** Remembers the answers of a function of one object. */
function remembered<Key extends object>(answer: (key: Key) => string): (key: Key) => string {
  const answers = new WeakMap<Key, string>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = answer(key);
    answers.set(key, found);
    return found;
  };
}

/** Identity of a snak, for example of a qualifier in the API. */
export const snakHash: (snak: Snak) => string = remembered((snak: Snak) =>
  sha1Hex(serializedSnak(snak)),
);

/** Identity of a set of snaks; their order does not matter. */
export function snakListHash(snaks: readonly Snak[]): string {
  return setHash(snaks.map(snakHash));
}

/** Identity of a reference, which is the last part of its IRI. */
export const referenceHash: (reference: Reference) => string = remembered((reference: Reference) =>
  snakListHash(reference.snaks),
);

/** Identity of a value, which is the last part of the IRI of its node. */
export const valueHash: (value: DataValue) => string = remembered((value: DataValue) =>
  md5Hex(value.type === 'globecoordinate' ? globeIdentity(value) : serializedValue(value)),
);

const RANK_NUMBER: Readonly<Record<Rank, number>> = { deprecated: 0, normal: 1, preferred: 2 };

/** Changes with everything a statement says; its id is not part of it. */
export function statementHash(statement: Statement): string {
  const { mainSnak, qualifiers, rank, references } = statement;
  const claim = sha1Hex(snakHash(mainSnak) + snakListHash(qualifiers));
  return sha1Hex([claim, RANK_NUMBER[rank], setHash(references.map(referenceHash))].join('|'));
}

function setHash(hashes: readonly string[]): string {
  return sha1Hex([...new Set(hashes)].toSorted().join('|'));
}

function serializedSnak(snak: Snak): string {
  switch (snak.kind) {
    case 'value':
      return phpObject(
        String.raw`Wikibase\DataModel\Snak\PropertyValueSnak`,
        phpList(phpString(snak.property), serializedValue(snak.value)),
      );
    case 'somevalue':
      return phpObject(String.raw`Wikibase\DataModel\Snak\PropertySomeValueSnak`, snak.property);
    case 'novalue':
      return phpObject(String.raw`Wikibase\DataModel\Snak\PropertyNoValueSnak`, snak.property);
  }
}

function serializedValue(value: DataValue): string {
  switch (value.type) {
    case 'string':
      return phpObject(String.raw`DataValues\StringValue`, value.value);
    case 'monolingualtext':
      return phpObject(
        String.raw`DataValues\MonolingualTextValue`,
        phpList(phpString(value.language), phpString(value.text)),
      );
    case 'wikibase-entityid':
      return phpObject(
        String.raw`Wikibase\DataModel\Entity\EntityIdValue`,
        phpObject(idClass(value.id), value.id),
      );
    case 'quantity':
      return serializedQuantity(value);
    case 'time': {
      const { time, timezone, before, after, precision, calendarmodel } = value;
      return phpObject(
        String.raw`DataValues\TimeValue`,
        `[${phpJsonText(time)},${timezone},${before},${after},${precision},${phpJsonText(calendarmodel)}]`,
      );
    }
    case 'globecoordinate': {
      const { latitude, longitude, precision, globe } = value;
      const numbers = [latitude, longitude].map(phpJsonFloat).join(',');
      const precisionText = precision === null ? 'null' : phpJsonFloat(precision);
      return phpObject(
        String.raw`DataValues\Geo\Values\GlobeCoordinateValue`,
        `[${numbers},null,${precisionText},${phpJsonText(globe)}]`,
      );
    }
    case 'unknown':
      // Wikibase's own hash here depends on the wording of its error messages; ours does not
      return phpObject(
        String.raw`DataValues\UnDeserializableValue`,
        phpList(phpString(value.valueType), phpString(JSON.stringify(value.value) ?? '')),
      );
  }
}

function serializedQuantity({ amount, unit, upperBound, lowerBound }: QuantityValue): string {
  if (upperBound === undefined || lowerBound === undefined) {
    return phpObject(
      String.raw`DataValues\UnboundedQuantityValue`,
      phpList(serializedDecimal(amount), phpString(unit)),
    );
  }
  return phpObject(
    String.raw`DataValues\QuantityValue`,
    phpList(
      serializedDecimal(amount),
      phpString(unit),
      serializedDecimal(upperBound),
      serializedDecimal(lowerBound),
    ),
  );
}

function serializedDecimal(decimal: string): string {
  return phpObject(String.raw`DataValues\DecimalValue`, phpString(decimal));
}

function idClass(id: EntityId): string {
  switch (entityTypeOf(id)) {
    case 'item':
      return String.raw`Wikibase\DataModel\Entity\ItemId`;
    case 'property':
      return String.raw`Wikibase\DataModel\Entity\NumericPropertyId`;
    case 'lexeme':
      return String.raw`Wikibase\Lexeme\Domain\Model\LexemeId`;
    case 'form':
      return String.raw`Wikibase\Lexeme\Domain\Model\FormId`;
    case 'sense':
      return String.raw`Wikibase\Lexeme\Domain\Model\SenseId`;
    case 'entity-schema':
      return String.raw`EntitySchema\Domain\Model\EntitySchemaId`;
  }
}

/** The one value whose node is not named by its serialization. */
function globeIdentity({ latitude, longitude, precision, globe }: GlobeCoordinateValue): string {
  const precisionText = precision === null ? '' : phpFloatText(precision);
  return [phpFloatText(latitude), phpFloatText(longitude), precisionText, globe].join('|');
}
