/**
 * Names of users: one normal form, one script, and nothing that could be mistaken for another's.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';

const LONGEST_NAME_BYTES = 85;

/** Scripts that are written together count as one. */
const SCRIPTS: readonly string[][] = [
  ...[
    ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Syriac', 'Thaana'],
    ['Nko', 'Adlam', 'Hanifi_Rohingya', 'Ethiopic', 'Tifinagh', 'Vai', 'Bamum', 'Osmanya'],
    ['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada'],
    ['Malayalam', 'Sinhala', 'Tibetan', 'Newa', 'Limbu', 'Lepcha', 'Ol_Chiki', 'Meetei_Mayek'],
    ['Chakma', 'Kaithi', 'Saurashtra', 'Syloti_Nagri', 'Sharada', 'Modi', 'Tirhuta'],
    ['Thai', 'Lao', 'Khmer', 'Myanmar', 'Tai_Le', 'New_Tai_Lue', 'Tai_Tham', 'Tai_Viet', 'Cham'],
    ['Javanese', 'Balinese', 'Sundanese', 'Batak', 'Buginese', 'Kayah_Li', 'Mongolian', 'Yi'],
    ['Cherokee', 'Canadian_Aboriginal', 'Osage', 'Deseret', 'Miao', 'Lisu'],
  ]
    .flat()
    .map((script) => [script]),
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
];

const IN_ONE_SCRIPT = SCRIPTS.map((scripts) => {
  const letters = scripts.map((script) => String.raw`\p{scx=${script}}`).join('');
  return new RegExp(String.raw`^[${letters}\p{sc=Common}\p{sc=Inherited}]+$`, 'u');
});

const ALLOWED = /^(?:[\p{L}\p{M}\p{Nd} '’.,\-()&!+*·・]|\u200C|\u200D)+$/u;
/** Joiners mean something between the letters of these scripts only; elsewhere nobody sees them. */
const STRAY_JOINER =
  /(?<![\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Mong}])[\u200C\u200D]|[\u200C\u200D](?!\p{L})/u;
/** Characters that nobody sees, however they are called, and marks that stand on nothing or in towers. */
const UNSEEN_OR_STRAY =
  /(?![\u200C\u200D])\p{Default_Ignorable_Code_Point}|(?<![\p{L}\p{M}\p{Nd}\u200C\u200D])\p{M}|\p{Me}|\p{M}{5}/u;
/** Of phonetics and of old prints: to most people the same as letters that everybody uses. */
const LOOKALIKES_WITHIN_LATIN =
  /[\u0251\u0261\u01C0-\u01C3\u1D00-\u1DBF\uA730\uA731\uA771-\uA778]/u;
/** Letters of living orthographies, though Unicode has them as others' compatibility forms. */
const NO_VARIANTS = /[\u0587\u0E33\u0EB3\u0EDC\u0EDD]/gu;
const IP_ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The name in its normal form: NFC, single blanks, first letter upper-case as in MediaWiki. */
export function readUserName(text: string): Result<string> {
  const name = upperFirst(
    text
      .toWellFormed()
      .normalize('NFC')
      .replaceAll(/[\s_]+/gu, ' ')
      .trim(),
  );
  const reason = text.isWellFormed() ? faultOf(name) : 'illegal-character';
  return reason === undefined
    ? ok(name)
    : failed(failure('bad-user-name', { name: name.toWellFormed(), reason }, '/name'));
}

type NameFault = 'empty' | 'too-long' | 'illegal-character' | 'ip-address' | 'mixed-scripts';

function faultOf(name: string): NameFault | undefined {
  if (name === '') return 'empty';
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES) return 'too-long';
  if (IP_ADDRESS.test(name)) return 'ip-address';
  if (!ALLOWED.test(name) || STRAY_JOINER.test(name)) return 'illegal-character';
  if (UNSEEN_OR_STRAY.test(name) || LOOKALIKES_WITHIN_LATIN.test(name)) return 'illegal-character';
  if (hasVariants(name)) return 'illegal-character';
  if (!/\p{L}/u.test(name)) return 'illegal-character';
  const mixesDigits = /[0-9]/.test(name) && /(?![0-9])\p{Nd}/u.test(name);
  return mixesDigits || !IN_ONE_SCRIPT.some((script) => script.test(name))
    ? 'mixed-scripts'
    : undefined;
}

/** Whether letters in it are another's variants: wide, raised, circled, bold … */
function hasVariants(name: string): boolean {
  const plain = name.replaceAll(NO_VARIANTS, '');
  return plain.normalize('NFKC') !== plain.normalize('NFC');
}

/** Georgian capitals are for headlines, and `ß` has none of its own. */
function upperFirst(name: string): string {
  const [first = ''] = name;
  const upper = first.toUpperCase();
  const keeps = Array.from(upper).length !== 1 || /\p{sc=Georgian}/u.test(first);
  return keeps ? name : upper + name.slice(first.length);
}
