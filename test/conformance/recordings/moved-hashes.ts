/**
 * Hashes of snaks whose value names the wiki's own address: a quantity's unit begins with it. They
 * differ from recorded ones for that reason alone, and so are told as they would be at the address
 * of the recordings. A hash that is wrong where it stands stays as it is.
 */
import { readSnak } from '../../../schema/model/json/read-statement.ts';
import { snakHash, valueHash } from '../../../schema/model/hash.ts';

/** The JSON with the hashes that it would have if the wiki stood at `there` instead of `here`. */
export function withMovedHashes(json: unknown, here: string, there: string): unknown {
  if (Array.isArray(json)) return json.map((part) => withMovedHashes(part, here, there));
  if (typeof json !== 'object' || json === null) return json;
  const parts = Object.fromEntries(
    Object.entries(json).map(([key, part]) => [key, withMovedHashes(part, here, there)]),
  );
  const moved = movedHash(json as Readonly<Record<string, unknown>>, here, there);
  return moved === undefined ? parts : { ...parts, hash: moved };
}

/** The same for RDF, where a quantity has a node named by its hash. */
export function withMovedValueNodes(text: string, moved: ReadonlyMap<string, string>): string {
  return text.replaceAll(/(?<=[/:])[\da-f]{32}\b/g, (hash) => moved.get(hash) ?? hash);
}

/** The hashes of the quantities in the JSON, here and there. */
export function movedValueHashes(
  json: unknown,
  here: string,
  there: string,
  moved = new Map<string, string>(),
): ReadonlyMap<string, string> {
  if (Array.isArray(json)) for (const part of json) movedValueHashes(part, here, there, moved);
  else if (typeof json === 'object' && json !== null) {
    for (const part of Object.values(json)) movedValueHashes(part, here, there, moved);
    const snak = 'snaktype' in json ? readSnak(json) : undefined;
    if (snak?.ok === true && snak.value.kind === 'value' && snak.value.value.type === 'quantity') {
      const { value } = snak.value;
      if (value.unit.startsWith(`${here}/`)) {
        const unit = there + value.unit.slice(here.length);
        moved.set(valueHash(value), valueHash({ ...value, unit }));
      }
    }
  }
  return moved;
}

function movedHash(
  json: Readonly<Record<string, unknown>>,
  here: string,
  there: string,
): string | undefined {
  if (typeof json['hash'] !== 'string' || json['snaktype'] !== 'value') return undefined;
  const snak = readSnak(json);
  if (!snak.ok || snak.value.kind !== 'value' || snakHash(snak.value) !== json['hash']) {
    return undefined;
  }
  const { value } = snak.value;
  if (value.type !== 'quantity' || !value.unit.startsWith(`${here}/`)) return undefined;
  const unit = there + value.unit.slice(here.length);
  return snakHash({ ...snak.value, value: { ...value, unit } });
}
