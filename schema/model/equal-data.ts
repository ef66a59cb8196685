/** Equality by content, for the plain data that the model is made of. */

/** Whether two snaks, values, statements … say the same, whatever the order of their members. */
export function equalData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && equalLists(one, other);
  }
  if (one instanceof Map || other instanceof Map) {
    return one instanceof Map && other instanceof Map && equalMaps(one, other);
  }
  return equalObjects(one as Record<string, unknown>, other as Record<string, unknown>);
}

function equalLists(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((entry, index) => equalData(entry, other[index]));
}

function equalMaps(
  one: ReadonlyMap<unknown, unknown>,
  other: ReadonlyMap<unknown, unknown>,
): boolean {
  if (one.size !== other.size) return false;
  for (const [key, value] of one) {
    if (!other.has(key) || !equalData(value, other.get(key))) return false;
  }
  return true;
}

/** A member that is `undefined` counts as absent, as it does in JSON. */
function equalObjects(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  for (const key of Object.keys(one)) {
    if (!equalData(one[key], Object.hasOwn(other, key) ? other[key] : undefined)) return false;
  }
  for (const key of Object.keys(other)) {
    if (other[key] !== undefined && !Object.hasOwn(one, key)) return false;
  }
  return true;
}
