/**
 * How long caches may keep an answer that no edit can change any more: not for ever, and `immutable`
 * never, because what is erased must be gone from every cache within a minute. After that they ask
 * again with the validator, and are told that the revision is there no more.
 */
const KEPT_SECONDS = 60;

/** For everybody, unless the answer says who asked. */
export function settledCaching({ personal }: { readonly personal: boolean }): string {
  return personal
    ? `private, max-age=${KEPT_SECONDS}`
    : `public, s-maxage=${KEPT_SECONDS}, max-age=${KEPT_SECONDS}`;
}
