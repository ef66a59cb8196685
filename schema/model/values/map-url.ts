/** Places in pasted links and in the notations of other programs. */

/** As text: the digits tell how exact the place is. */
export interface Place {
  readonly latitude: string;
  readonly longitude: string;
}

const NUMBER = '[-+]?\\d{1,3}(?:\\.\\d+)?';
const PAIR = `(?<latitude>${NUMBER}),\\s*(?<longitude>${NUMBER})`;

/** The more exact way to name the place comes first: a map's centre is less than its marker. */
const FORMS: readonly RegExp[] = [
  new RegExp(`^geo:${PAIR}`, 'i'),
  new RegExp(`^POINT\\s*\\(\\s*(?<longitude>${NUMBER})\\s+(?<latitude>${NUMBER})\\s*\\)$`, 'i'),
  new RegExp(`^https?://.*!3d(?<latitude>${NUMBER})!4d(?<longitude>${NUMBER})`),
  new RegExp(`^https?://.*[?&]mlat=(?<latitude>${NUMBER})&mlon=(?<longitude>${NUMBER})`),
  new RegExp(`^https?://.*[?&]lat=(?<latitude>${NUMBER})&(?:lon|lng)=(?<longitude>${NUMBER})`),
  new RegExp(`^https?://.*[?&](?:q|ll|query|center|destination|cp)=(?:loc:)?${PAIR}`),
  new RegExp(`^https?://.*/@${PAIR}`),
  new RegExp(
    `^https?://.*[#&/?](?:map=)?\\d{1,2}(?:\\.\\d+)?/(?<latitude>${NUMBER})/(?<longitude>${NUMBER})`,
  ),
];

/** The place that a link to a map, a `geo:` URI (RFC 5870) or a WKT point shows. */
export function placeInUrl(text: string): Place | undefined {
  const plain = text.replace(/%2C/gi, ',').replace(/%20|\+(?=\d)/g, ' ');
  for (const form of FORMS) {
    const { latitude, longitude } = form.exec(plain)?.groups ?? {};
    if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  }
  return undefined;
}
