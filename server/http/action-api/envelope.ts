/** How an answer is to be dressed: read from the request before anything else, and without fail. */
import type { Messages } from '../../../client/i18n/message.ts';
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import { language as languageEntry } from '../../../schema/model/languages/languages.ts';
import { interfaceMessages } from '../request/reader.ts';
import { formatOf } from './formats.ts';
import type { Encoding } from './formats.ts';
import type { Fields } from './read-parameters.ts';

type ErrorFormat = 'bc' | 'plaintext' | 'wikitext' | 'html' | 'raw' | 'none';
const errorFormats: readonly ErrorFormat[] = ['bc', 'plaintext', 'wikitext', 'html', 'raw', 'none'];

export interface Envelope {
  readonly formatVersion: 1 | 2;
  readonly errorFormat: ErrorFormat;
  /** How the answer is written. XML is made from version 1. */
  readonly encoding: Encoding;
  /** Shown to a person, on a page. */
  readonly isPage: boolean;
  /** Everything beyond ASCII is escaped: always in version 1, unless asked for UTF-8. */
  readonly ascii: boolean;
  /** A function of the page that loads the answer as a script. */
  readonly callback: string | undefined;
  /** `uselang`: for names and descriptions. */
  readonly language: string;
  /** `errorlang`: for errors and warnings. */
  readonly errorLanguage: string;
  readonly messages: Messages;
  readonly module: string;
  /** Where help is. */
  readonly apiUrl: string;
}

export function envelopeOf(fields: Fields, defaultLanguage: string, baseUrl: string): Envelope {
  const { encoding, isPage } = formatOf(fields.get('format'));
  const isXml = encoding === 'xml';
  const modern = !isXml && ['2', 'latest'].includes(fields.get('formatversion') ?? '');
  const formatVersion = modern ? 2 : 1;
  const errorFormat = errorFormats.find((name) => name === fields.get('errorformat')) ?? 'bc';
  const language = languageAsked(fields.get('uselang'), defaultLanguage);
  const errorLanguage = errorLanguageOf(fields, errorFormat, language, defaultLanguage);
  const callback = fields.get('callback');
  return {
    formatVersion,
    errorFormat,
    encoding,
    isPage,
    ascii: encoding === 'json' && (modern ? fields.has('ascii') : !fields.has('utf8')),
    // what could be more than a name is none
    callback:
      encoding === 'json' && !isPage ? callback?.replaceAll(/[^\w.[\]$'"]/g, '') : undefined,
    language,
    errorLanguage,
    messages: interfaceMessages(fallbackChain(errorLanguage)),
    module: fields.get('action') ?? 'main',
    apiUrl: `${baseUrl}/w/api.php`,
  };
}

/** `user` and `content` are the wiki's own language: there are no preferences kept here. */
function languageAsked(code: string | undefined, defaultLanguage: string): string {
  const asked = code?.toLowerCase();
  return asked !== undefined && languageEntry(asked) !== undefined ? asked : defaultLanguage;
}

/** The old format was always English, and programs match its sentences. */
function errorLanguageOf(
  fields: Fields,
  format: ErrorFormat,
  language: string,
  defaultLanguage: string,
): string {
  const asked = fields.get('errorlang');
  if (asked === 'uselang') return language;
  if (asked === undefined) return format === 'bc' ? 'en' : language;
  return languageAsked(asked, defaultLanguage);
}
