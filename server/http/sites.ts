/** The sites and badges that sitelinks may have, for the editor. */
import { Hono } from 'hono';
import { contentTag, isNotModified, notModified } from './response/conditional.ts';
import type { Services } from './services.ts';

export function siteRoutes({ site }: Pick<Services, 'site'>): Hono {
  return new Hono().get('/sites.json', async (c) => {
    const { sites, badges } = await site.current();
    const known = sites.map(({ id, group, language }) => ({ id, group, language }));
    const body = JSON.stringify({ sites: known, badges });
    if (isNotModified(c, { etag: contentTag(body) })) return notModified(c);
    return c.body(body, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-cache',
    });
  });
}
