/** What a name looks like: names that nobody can tell apart have the same skeleton (UTS #39, 4). */
import unhomoglyph from 'unhomoglyph';

/** Letters that the table of Unicode tells apart, and readers in most typefaces do not. */
const CLOSE: Readonly<Record<string, string>> = { ӏ: 'l', χ: 'x', Ԛ: 'Q' };

/** Of a name in small letters: names that differ only in case are hard to tell apart as well. */
export function foldedSkeletonOf(name: string): string {
  return skeletonOf(name.toLowerCase());
}

/** Only for comparing: it is no text for people. */
export function skeletonOf(name: string): string {
  const letters = name.normalize('NFD').replaceAll(/[ӏχԚ]/gu, (letter) => CLOSE[letter] ?? letter);
  return unhomoglyph(letters).normalize('NFD');
}
