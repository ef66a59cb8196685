/**
 * Who reads: which languages they want, and how the page should look.
 *
 * In order of precedence: `?uselang`, the cookie of the preferences form, `Accept-Language`, the
 * site's default.
 */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { catalogue, interfaceLanguages, KEY_LANGUAGE } from '../../../client/i18n/catalogues.ts';
import { createMessages } from '../../../client/i18n/message.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import { directionOf, language } from '../../../schema/model/languages/languages.ts';
import { acceptedLanguages } from '../../../schema/model/languages/negotiate.ts';

export const LANGUAGE_COOKIE = 'sabirLanguage';
export const THEME_COOKIE = 'sabirTheme';
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Reader {
  /** The language asked for, which the interface may not be translated into. */
  readonly language: string;
  /** Languages for names and descriptions, best first, with their fallbacks. */
  readonly languages: readonly string[];
  readonly messages: Messages;
  readonly direction: 'ltr' | 'rtl';
  readonly theme: Theme;
}

export function readerOf(c: Context, defaultLanguage: string): Reader {
  const wanted = wantedLanguages(c, defaultLanguage);
  const languages = [...new Set(wanted.flatMap(fallbackChain))];
  const messages = interfaceMessages(languages);
  return {
    language: wanted[0] ?? defaultLanguage,
    languages,
    messages,
    direction: directionOf(messages.language),
    theme: themes.find((theme) => theme === getCookie(c, THEME_COOKIE)) ?? 'auto',
  };
}

function wantedLanguages(c: Context, defaultLanguage: string): string[] {
  const explicit = [c.req.query('uselang'), getCookie(c, LANGUAGE_COOKIE)];
  const chosen = explicit.map((code) => code?.toLowerCase()).find(isKnown);
  if (chosen !== undefined) return [chosen];
  const accepted = acceptedLanguages(c.req.header('Accept-Language')).slice(0, 5);
  return accepted.length > 0 ? accepted : [defaultLanguage];
}

function isKnown(code: string | undefined): code is string {
  return code !== undefined && (code === KEY_LANGUAGE || language(code) !== undefined);
}

const cached = new Map<string, Messages>();

/** The interface in the first of these languages that it is translated into. */
export function interfaceMessages(languages: readonly string[]): Messages {
  const code = languages.find(isTranslated) ?? 'en';
  const known = cached.get(code) ?? createMessages(code, catalogue(code));
  cached.set(code, known);
  return known;
}

function isTranslated(code: string): boolean {
  return code === KEY_LANGUAGE || interfaceLanguages.includes(code);
}
