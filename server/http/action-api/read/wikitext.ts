/** Text as a piece of wikitext: what would be markup there is written as character references. */
const MARKUP =
  /["&'<=>[\]{|}]|_(?=_)|~(?=~~)|:(?=\/\/)|(?<=ISBN|RFC|PMID) (?=\d)|^[#*:; \t]|^-(?=---)/gm;

export function wikitext(text: string): string {
  return text.replaceAll(MARKUP, (character) => `&#${character.charCodeAt(0)};`);
}
