/** Choosing languages from an `Accept-Language` header (RFC 9110, section 12.5.4). */
import { codesOfTag } from './bcp47.ts';
import { isTermLanguage } from './languages.ts';

const LARGEST_HEADER = 1_000;
const MOST_LANGUAGES = 20;

/**
 * The reader's languages as this wiki's codes, most wanted first, each once. A tag without a code
 * of its own gives that of its longest known prefix: `fr-FR` → `fr`, `zh-Hant-TW` → `zh-hant`.
 */
export function acceptedLanguages(
  header: string | undefined,
  isOffered: (code: string) => boolean = (code) => isTermLanguage(code),
): readonly string[] {
  const codes = readHeader(header ?? '').flatMap((tag) => codeFor(tag, isOffered) ?? []);
  return [...new Set(codes)];
}

/** The first of the reader's languages that is on offer, else `otherwise`. */
export function negotiateLanguage(
  header: string | undefined,
  isOffered: (code: string) => boolean,
  otherwise: string,
): string {
  return acceptedLanguages(header, isOffered)[0] ?? otherwise;
}

interface WeightedTag {
  readonly tag: string;
  readonly weight: number;
}

function readHeader(header: string): readonly string[] {
  return header
    .slice(0, LARGEST_HEADER)
    .split(',')
    .slice(0, MOST_LANGUAGES)
    .map(readEntry)
    .filter(({ tag, weight }) => /^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(tag) && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}

function readEntry(entry: string): WeightedTag {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => /^q\s*=/i.test(parameter));
  const weight = quality === undefined ? 1 : Number(quality.replace(/^q\s*=\s*/i, ''));
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}

function codeFor(tag: string, isOffered: (code: string) => boolean): string | undefined {
  for (let prefix = tag; prefix !== ''; prefix = withoutLastSubtag(prefix)) {
    const code = codesOfTag(prefix).find((candidate) => isOffered(candidate));
    if (code !== undefined) return code;
  }
  return undefined;
}

function withoutLastSubtag(tag: string): string {
  return tag.slice(0, Math.max(0, tag.lastIndexOf('-')));
}
