/** How long caches may keep an answer that no edit can change any more. */
const HOUR_SECONDS = 3600;

/** An hour and not for ever: what is erased because it must not be public has to go. */
export const settledAges = `s-maxage=${HOUR_SECONDS}, max-age=${HOUR_SECONDS}`;

/** For everybody, unless the answer says who asked. */
export function settledCaching({ personal }: { readonly personal: boolean }): string {
  return personal
    ? `private, max-age=${HOUR_SECONDS}, immutable`
    : `public, ${settledAges}, immutable`;
}
