/** Where the reconciliation service lives. */

/**
 * A folder of its own: an address that begins with a language (`/en/api`) would be one for
 * everything else that has two parts, such as the page `/wiki/api`.
 */
export const RECONCILIATION_ROOT = '/reconcile';

/** Which entities a service finds, by the end of its address. */
export const endpoints = { item: 'api', property: 'property-api' } as const;
export type ReconciledKind = keyof typeof endpoints;

export function serviceUrl(base: string, language: string): string {
  return `${base}${RECONCILIATION_ROOT}/${language}`;
}
