import { describe, expect, test } from 'vitest';
import { searchKey } from './search-key.ts';
import { laterWords } from './word-starts.ts';

describe('the later words of a term', () => {
  test.each([
    ['rhino', ''],
    ['', ''],
    ['White Rhinoceros', 'rhinoceros'],
    ['Elephant in the room', 'in the room | the room | room'],
    ['anti-rhino', 'rhino'],
    ["Musée de l'Élysée", "de l'elysee | l'elysee | elysee"],
    ['Rhino (2015 film)', '2015 film) | film)'],
    ['«Rhino»', 'rhino"'],
    ['H2O', ''],
    ['белый носорог', 'носорог'],
    ['وحيد القرن', 'القرن'],
    ['भारतीय गैंडा', 'गैंडा'],
    ['흰 코뿔소', '코뿔소'],
    ['白犀', '犀'],
    ['東京タワー', '京タワー | タワー'],
    ['シロサイ', ''],
    ['ガイド', ''],
  ])('"%s": "%s"', (text, words) => {
    expect(laterWords(searchKey(text)).join(' | ')).toBe(words.normalize('NFKD'));
  });

  test('the first eight of a long title', () => {
    expect(laterWords('a b c d e f g h i j k l')).toHaveLength(8);
  });
});
