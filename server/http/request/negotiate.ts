/** Content negotiation (RFC 9110, 12.5): what the client likes best of what there is. */
interface Range {
  readonly value: string;
  readonly quality: number;
}

/** The offered media type that `accept` prefers; ties go to the earlier offer. */
export function negotiateType<Type extends string>(
  accept: string | undefined,
  offers: readonly Type[],
): Type | undefined {
  if (accept === undefined || accept.trim() === '') return offers[0];
  const ranges = parseRanges(accept);
  const ranked = offers
    .map((offer) => ({ offer, quality: qualityOf(offer, ranges) }))
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return ranked[0]?.offer;
}

function parseRanges(header: string): Range[] {
  return header
    .slice(0, 2000)
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
      return { value: value.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ value, quality }) => value !== '' && quality >= 0 && quality <= 1);
}

/** The most exact range that covers the offer decides. */
function qualityOf(offer: string, ranges: readonly Range[]): number {
  const group = `${offer.slice(0, offer.indexOf('/'))}/*`;
  for (const wanted of [offer, group, '*/*']) {
    const range = ranges.find(({ value }) => value === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
