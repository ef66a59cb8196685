/** The first of all parts that share a hash, in their order. A part alone needs no hash. */
export function uniqueBy<Part>(
  parts: readonly Part[],
  hashOf: (part: Part) => string,
): readonly Part[] {
  if (parts.length < 2) return parts;
  const seen = new Set<string>();
  return parts.filter((part) => {
    const hash = hashOf(part);
    if (seen.has(hash)) return false;
    seen.add(hash);
    return true;
  });
}
