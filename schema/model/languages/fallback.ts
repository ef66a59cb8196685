/** Which languages stand in when a term is missing in the reader's own. */
import { language } from './languages.ts';

/** Foreign codes are remembered too, so there is a limit. */
const MOST_CHAINS = 5_000;
const chains = new Map<string, readonly string[]>();

/**
 * The language itself, then its relatives (variants and languages its readers understand), then
 * `mul`, then English. `en` comes before `mul` only for the Englishes.
 */
export function fallbackChain(code: string): readonly string[] {
  const known = chains.get(code);
  if (known !== undefined) return known;
  const chain = [...new Set([code, ...relativesOf(code), 'mul', 'en'])];
  if (chains.size >= MOST_CHAINS) chains.clear();
  chains.set(code, chain);
  return chain;
}

/** The table's relatives; an unknown code (`de-x-foo`) falls back to what it is a variant of. */
function relativesOf(code: string): readonly string[] {
  const known = language(code);
  if (known !== undefined) return known.relatives;
  const dash = code.lastIndexOf('-');
  if (dash === -1) return [];
  const base = code.slice(0, dash).replace(/-x$/, '');
  return [base, ...relativesOf(base)];
}
