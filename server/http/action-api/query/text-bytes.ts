/** How much of the pages' texts is read for one answer. */

const MOST_TEXT_BYTES = 8 * 1024 * 1024;

/** The first of them whose texts fit together; one that is too long by itself comes alone. */
export function withinTextBytes<Part>(
  parts: readonly Part[],
  sizeOf: (part: Part) => number,
): readonly Part[] {
  let bytes = 0;
  const end = parts.findIndex(
    (part, index) => (bytes += sizeOf(part)) > MOST_TEXT_BYTES && index > 0,
  );
  return end === -1 ? parts : parts.slice(0, end);
}
