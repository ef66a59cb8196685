/** The route table: which door an address leads to. */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { failure } from '../../schema/failures.ts';
import { actionApi } from './action-api/api.ts';
import { eventStreamRoutes } from './event-stream.ts';
import { health } from './health.ts';
import { conceptRedirect, entityData } from './linked-data/entity-data.ts';
import { messageRoutes } from './messages.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { FAVICON } from './pages/layout.ts';
import { pageRoutes } from './pages/routes.ts';
import { RECONCILIATION_ROOT } from './reconciliation/addresses.ts';
import { reconciliationRoutes } from './reconciliation/routes.ts';
import { fairUse, queryTime } from './request/fair-use.ts';
import { textInQuery } from './request/query-text.ts';
import { refuse } from './response/refuse.ts';
import { REST_ROOT } from './rest/address.ts';
import { referencePage } from './rest/reference-page.ts';
import { restApi, restRefusal } from './rest/routes.ts';
import { securityHeaders } from './response/security-headers.ts';
import type { Services } from './services.ts';
import { siteRoutes } from './sites.ts';
import { SPARQL_PATHS, sparqlRoutes } from './sparql/protocol.ts';

/** Crawlers read the pages; forms, endless lists and the API are nothing for them. */
const ROBOTS = `User-agent: *
Disallow: /w/
Disallow: /wiki/Special:
`;

/** Also by the older address, where the query names the page. */
const ENTITY_DATA_PATHS = [
  '/wiki/Special:EntityData',
  '/wiki/Special:EntityData/*',
  '/w/index.php',
];

export function createApp(services: Services): Hono {
  const { count, routes: healthRoutes } = health(services);
  const app = new Hono();
  app.use(securityHeaders);
  app.route('/', count);
  app.route('/', healthRoutes);
  for (const path of ['/w/api.php', `${RECONCILIATION_ROOT}/*`, ...SPARQL_PATHS]) {
    app.use(path, fairUse(services));
  }
  app.use(`${REST_ROOT}/*`, fairUse(services, restRefusal(services)));
  app.use(`${REST_ROOT}/*`, textInQuery(restRefusal(services)));
  app.use(textInQuery());
  for (const path of SPARQL_PATHS) app.use(path, queryTime(services));
  app.route('/', sparqlRoutes(services));
  app.route('/', eventStreamRoutes(services));
  app.use(compress());
  app.route('/', services.client.routes);
  app.route('/', messageRoutes);
  app.route('/', siteRoutes(services));
  app.get('/favicon.svg', (c) => c.body(FAVICON, 200, { 'Content-Type': 'image/svg+xml' }));
  // browsers that look for this one do so unasked
  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301));
  app.get('/robots.txt', (c) => c.text(ROBOTS));
  app.on(['GET', 'POST', 'OPTIONS'], '/w/api.php', (c) => actionApi(c, services));
  app.route('/', reconciliationRoutes(services));
  app.route('/', oauthRoutes(services));
  const rest = restApi(services);
  app.route('/', referencePage(services, rest));
  app.all(`${REST_ROOT}/*`, (c) => rest.fetch(c.req.raw, c.env as object));
  app.on(['GET', 'OPTIONS'], '/entity/:id', (c) => conceptRedirect(c, services));
  for (const path of ENTITY_DATA_PATHS) {
    app.on(['GET', 'POST', 'OPTIONS'], path, async (c, next) => {
      return (await entityData(c, services)) ?? next();
    });
  }
  app.route('/', pageRoutes(services));
  app.onError((error, c) => {
    services.log.error({ error, path: c.req.path }, 'a request failed');
    return refuse(c, [failure('internal-error', {})]);
  });
  return app;
}
