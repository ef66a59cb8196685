/**
 * The names of nodes that are mostly digits, in few bytes: of statements (an entity and a GUID) and
 * of references and values (hashes). A name is packed only where it comes back letter by letter.
 */

const STATEMENT =
  /^([QPL])([1-9]\d{0,9})(?:-([FS])([1-9]\d{0,4}))?-([\dA-F]{8}-[\dA-F]{4}-[\dA-F]{4}-[\dA-F]{4}-[\dA-F]{12})$/i;
const KINDS = ['Q', 'P', 'L', 'F', 'S'];
/** Bits of the first byte, beside the kind of the entity. */
const KIND = 0b0111;
const SMALL_LETTER = 0b1000;
const CAPITAL_GUID = 0b1_0000;

const GUID_BYTES = 16;
const NUMBER_BYTES = 4;
const PART_BYTES = 2;

/** The kind, the number of the entity, that of its form or sense, the GUID. */
export function packStatementName(name: string): Buffer | undefined {
  const [, letter = '', number, part, partNumber, guid = ''] = STATEMENT.exec(name) ?? [];
  const kind = KINDS.indexOf((part ?? letter).toUpperCase());
  if (kind === -1 || Number(number) >= 2 ** 32 || Number(partNumber ?? 0) >= 2 ** 16) {
    return undefined;
  }
  const hasPart = part !== undefined;
  const start = 1 + NUMBER_BYTES + (hasPart ? PART_BYTES : 0);
  const packed = Buffer.alloc(start + GUID_BYTES);
  const isSmall = letter !== letter.toUpperCase();
  const isCapital = guid !== guid.toLowerCase();
  packed[0] = kind | (isSmall ? SMALL_LETTER : 0) | (isCapital ? CAPITAL_GUID : 0);
  packed.writeUInt32BE(Number(number), 1);
  if (hasPart) packed.writeUInt16BE(Number(partNumber), 1 + NUMBER_BYTES);
  packed.write(guid.replaceAll('-', ''), start, 'hex');
  // Letters of both sizes in one name would come back as one.
  return unpackStatementName(packed) === name ? packed : undefined;
}

export function unpackStatementName(packed: Buffer): string {
  const flags = packed[0];
  const kind = KINDS[flags & KIND];
  const number = packed.readUInt32BE(1);
  const hasPart = packed.length > 1 + NUMBER_BYTES + GUID_BYTES;
  const entity = hasPart
    ? `L${number}-${kind}${packed.readUInt16BE(1 + NUMBER_BYTES)}`
    : `${kind}${number}`;
  const small = packed.toString('hex', packed.length - GUID_BYTES);
  const hex = (flags & CAPITAL_GUID) === 0 ? small : small.toUpperCase();
  const guid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return `${(flags & SMALL_LETTER) === 0 ? entity : entity.toLowerCase()}-${guid}`;
}

const HASH_LENGTHS: readonly number[] = [32, 40];

export function packHash(name: string): Buffer | undefined {
  if (!HASH_LENGTHS.includes(name.length)) return undefined;
  const packed = Buffer.from(name, 'hex');
  return unpackHash(packed) === name ? packed : undefined;
}

export function unpackHash(packed: Buffer): string {
  return packed.toString('hex');
}
