/** Internet addresses and ranges of them, each in one spelling: as blocks and limits know them. */

/** Widest ranges that one block may close. */
const WIDEST = { 4: 16, 6: 19 } as const;
/** What one household or company is given: of IPv6 a whole network, not an address. */
const HOUSEHOLD = { 4: 32, 6: 64 } as const;

interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

export interface Range extends Address {
  readonly prefix: number;
}

/** One address, or a range in CIDR notation; `undefined` where the text is neither. */
export function parseRange(text: string): Range | undefined {
  const [addressText = '', prefixText, ...more] = text.trim().split('/');
  const address = parseAddress(addressText);
  if (address === undefined || more.length > 0) return undefined;
  const { version } = address;
  const longest = lengthOf(version);
  const prefix = prefixText === undefined ? longest : readPrefix(prefixText);
  if (prefix === undefined || prefix > longest) return undefined;
  return { version, prefix, bits: masked(address, prefix) };
}

export function isTooWide({ version, prefix }: Range): boolean {
  return prefix < WIDEST[version];
}

/** A single address without its `/32`. */
export function rangeText({ version, bits, prefix }: Range): string {
  const text = version === 4 ? textOf4(bits) : textOf6(bits);
  return prefix === lengthOf(version) ? text : `${text}/${prefix}`;
}

/** The address and every range that a block may name and that holds it, narrowest first. */
export function networksOf(text: string): string[] {
  const range = parseRange(text);
  return range === undefined ? [text] : rangesAround(range);
}

/** The range and every wider one that a block may name, narrowest first. */
export function rangesAround({ version, bits, prefix: narrowest }: Range): string[] {
  return Array.from({ length: Math.max(0, narrowest - WIDEST[version] + 1) }, (_, at) => {
    const prefix = narrowest - at;
    return rangeText({ version, prefix, bits: masked({ version, bits }, prefix) });
  });
}

/** Who counts as one where requests are counted. */
export function householdOf(text: string): string {
  const address = parseAddress(text);
  if (address === undefined) return text;
  const prefix = HOUSEHOLD[address.version];
  return rangeText({ version: address.version, prefix, bits: masked(address, prefix) });
}

export function isWithin(address: string, range: Range): boolean {
  const parsed = parseAddress(address);
  return parsed?.version === range.version && masked(parsed, range.prefix) === range.bits;
}

function parseAddress(text: string): Address | undefined {
  const plain = /^::ffff:(?=\d+\.)/i.test(text) ? text.slice('::ffff:'.length) : text;
  return plain.includes(':') ? parse6(plain) : parse4(plain);
}

function parse4(text: string): Address | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return { version: 4, bits: bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n) };
}

function parse6(text: string): Address | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array<number>(missing).fill(0), ...after];
  return { version: 6, bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n) };
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

function readPrefix(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

function lengthOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function masked({ version, bits }: Address, prefix: number): bigint {
  const hidden = BigInt(lengthOf(version) - prefix);
  return (bits >> hidden) << hidden;
}

function textOf4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join('.');
}

/** RFC 5952: lower case, the longest run of zeros left out. */
function textOf6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  );
  const runs = [
    ...groups
      .map((group) => (group === '0' ? '0' : '-'))
      .join('')
      .matchAll(/00+/g),
  ];
  const longest = runs.toSorted((a, b) => b[0].length - a[0].length)[0];
  if (longest === undefined) return groups.join(':');
  const end = longest.index + longest[0].length;
  return `${groups.slice(0, longest.index).join(':')}::${groups.slice(end).join(':')}`;
}
