/** Roman numerals, in which many languages number centuries. */

const NUMERALS: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

export function toRoman(number: number): string {
  let rest = number;
  let roman = '';
  for (const [numeral, value] of NUMERALS) {
    for (; rest >= value; rest -= value) roman += numeral;
  }
  return roman;
}

/** The number, or `undefined` where the letters are no well-formed numeral (`IIX`). */
export function fromRoman(text: string): number | undefined {
  const roman = text.toUpperCase();
  let number = 0;
  let position = 0;
  for (const [numeral, value] of NUMERALS) {
    for (; roman.startsWith(numeral, position); position += numeral.length) number += value;
  }
  return number > 0 && toRoman(number) === roman ? number : undefined;
}
