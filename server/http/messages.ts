/** The interface's messages for islands, one file per language. */
import { Hono } from 'hono';
import { catalogue, interfaceLanguages, KEY_LANGUAGE } from '../../client/i18n/catalogues.ts';
import { contentTag, isNotModified, notModified } from './response/conditional.ts';

const bodies = new Map(
  [...interfaceLanguages, KEY_LANGUAGE].map((language) => {
    const body = JSON.stringify(catalogue(language));
    return [`${language}.json`, { body, etag: contentTag(body) }];
  }),
);

export const messageRoutes = new Hono().get('/i18n/:file', (c, next) => {
  const found = bodies.get(c.req.param('file'));
  if (found === undefined) return next();
  if (isNotModified(c, { etag: found.etag })) return notModified(c);
  return c.body(found.body, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
});
