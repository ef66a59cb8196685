/** The addresses of the pages for those who look after the wiki and its people. */
import { Hono } from 'hono';
import type { Services } from '../../services.ts';
import type { PageContext, PageEnv } from '../render.ts';
import { blockListPage } from './block-list.ts';
import { blockForm, submitBlock, submitUnblock } from './block.ts';
import { listUsersPage } from './list-users.ts';
import { protectForm, submitProtect } from './protect.ts';
import { submitTags, tagsPage } from './tags.ts';
import { submitUserRights, userRightsForm } from './user-rights.ts';

export function moderationRoutes(services: Services): Hono<PageEnv> {
  const at =
    (show: (c: PageContext, services: Services) => Promise<Response>) => (c: PageContext) =>
      show(c, services);
  return new Hono<PageEnv>()
    .get('/wiki/Special:BlockList', at(blockListPage))
    .get('/wiki/Special:Block', at(blockForm))
    .post('/wiki/Special:Block', at(submitBlock))
    .get('/wiki/Special:Unblock', (c) => c.redirect('/wiki/Special:BlockList', 303))
    .post('/wiki/Special:Unblock', at(submitUnblock))
    .get('/wiki/Special:ListUsers', at(listUsersPage))
    .get('/wiki/Special:Tags', at(tagsPage))
    .post('/wiki/Special:Tags', at(submitTags))
    .get('/wiki/Special:UserRights', at(userRightsForm))
    .post('/wiki/Special:UserRights', at(submitUserRights))
    .get('/wiki/Special:Protect', at(protectForm))
    .post('/wiki/Special:Protect', at(submitProtect));
}
