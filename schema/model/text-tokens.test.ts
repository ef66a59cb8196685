import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textTokens, wordSearches } from './text-tokens.ts';

describe('the tokens of a text', () => {
  test.each([
    ['Rhino, the white one', 'rhino the white one'],
    ['L’Aquila (AQ) 3.14', 'l aquila aq 3 14'],
    ['Größe-Maß', 'grosse mass'],
    ['Москва́ ёлка', 'москва елка'],
    ['مُحَمَّد ٱلأحمد', 'محمد الاحمد'],
    ['ሠላም ለዓለም', 'ሰላም ለአለም'],
    ['東京タワー', '東京 京タ タワ ワー ー'],
    ['ﾀﾜｰ', 'タワ ワー ー'],
    ['柏', '柏'],
    ['กรุงเทพ', 'กรุง รุงเ งเท เทพ ทพ พ'],
    ['iPhone 15で東京', 'iphone 15 で東 東京 京'.normalize('NFKD')],
    ['한국', '한국'.normalize('NFKD')],
    ['١٩٤٥ année', '1945 annee'],
    ['— … ?!', ''],
  ])('%s: %s', (text, tokens) => {
    expect(textTokens(text).join(' ')).toBe(tokens);
  });

  test('a word of any length is a token of some length', () => {
    expect(textTokens('x'.repeat(5000))).toEqual(['x'.repeat(40)]);
    expect(textTokens('я'.repeat(5000))).toEqual(['я'.repeat(40)]);
  });
});

describe('what a query looks for', () => {
  test.each<[string, unknown]>([
    ['White Rhino', [['white'], ['rhino']]],
    ['柏', '柏*'],
    ['東京', [['東京']]],
    ['東京観光', [['東京'], ['観光']]],
    ['白犀牛', [['白犀', '犀牛']]],
    ['ไทย', [['ไทย']]],
    ['ก', 'ก*'],
  ])('%s: %j', (text, expected) => {
    const searches = wordSearches(text);
    const [first] = searches;
    const shown =
      first?.kind === 'prefix'
        ? `${first.prefix}*`
        : searches.map((search) => search.kind === 'tokens' && search.tokens);
    expect(shown).toEqual(expected);
  });
});

test('whatever part of a text without spaces is looked for, its tokens are there', () => {
  const characters = fc.array(fc.constantFrom('東', '京', '都', '観', '光', '案', '内'), {
    minLength: 2,
    maxLength: 12,
  });
  fc.assert(
    fc.property(characters, fc.nat(), fc.nat(), (text, from, length) => {
      const start = from % text.length;
      const part = text.slice(start, start + 1 + (length % text.length)).join('');
      const tokens = new Set(textTokens(text.join('')));
      for (const search of wordSearches(part)) {
        const found =
          search.kind === 'prefix'
            ? [...tokens].some((token) => token.startsWith(search.prefix))
            : search.tokens.every((token) => tokens.has(token));
        expect(found).toBe(true);
      }
    }),
  );
});
