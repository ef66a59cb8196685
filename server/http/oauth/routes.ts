/** OAuth 2 for programs, where MediaWiki has it: consent, tokens, and whom a token stands for. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { allGroups } from '../../accounts/rights.ts';
import { blockAgainst } from '../../accounts/standing.ts';
import { exchange } from '../../accounts/oauth2.ts';
import { failure } from '../../../schema/failures.ts';
import type { PageEnv } from '../pages/render.ts';
import { pageSetup } from '../pages/render.ts';
import { readForm } from '../request/form.ts';
import { visitorOf } from '../request/visitor.ts';
import { refuse } from '../response/refuse.ts';
import { openToAll, preflight } from '../rest/cors.ts';
import type { Services } from '../services.ts';
import { AUTHORIZE_PATH, consentPage, submitConsent } from './consent-page.ts';

const TOKEN_PATH = '/w/rest.php/oauth2/access_token';
const PROFILE_PATH = '/w/rest.php/oauth2/resource/profile';

export function oauthRoutes(services: Services): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(AUTHORIZE_PATH, pageSetup(services))
    .get(AUTHORIZE_PATH, (c) => consentPage(c, services))
    .post(AUTHORIZE_PATH, (c) => submitConsent(c, services))
    .options(TOKEN_PATH, (c) => preflight(c, ['POST']))
    .post(TOKEN_PATH, (c) => tokenAnswer(c, services))
    .options(PROFILE_PATH, (c) => preflight(c, ['GET']))
    .get(PROFILE_PATH, (c) => profile(c, services));
}

async function tokenAnswer(c: Context, services: Services): Promise<Response> {
  openToAll(c);
  c.header('Cache-Control', 'no-store');
  const form = await readForm(c.req.raw);
  if (!form.ok) return refuse(c, form.failures);
  const { status, headers, body } = await exchange(
    // of a form in several parts as well, which some programs send
    { headers: formHeaders(c), fields: form.value },
    { records: services.edit.storage.records, credentials: services.credentials },
  );
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...Object.fromEntries(c.res.headers),
      ...headers,
      'Content-Type': 'application/json',
    },
  });
}

function formHeaders(c: Context): Record<string, string> {
  const authorization = c.req.header('Authorization');
  return {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Transfer-Encoding': 'chunked',
    ...(authorization === undefined ? {} : { Authorization: authorization }),
  };
}

async function profile(c: Context, services: Services): Promise<Response> {
  openToAll(c);
  c.header('Cache-Control', 'private, no-store');
  const { refusal, loggedIn, actor, rights } = await visitorOf(c, services);
  if (refusal !== undefined) return refuse(c, [refusal]);
  if (!loggedIn) {
    return refuse(c, [failure('bad-authorization', { reason: 'invalid-token' })]);
  }
  const { records } = services.edit.storage;
  const [user, editcount, blocked] = await Promise.all([
    records.userById(actor.userId),
    records.editCount(actor.userId),
    blockAgainst(actor, undefined, records),
  ]);
  return c.json({
    sub: actor.userId,
    username: actor.name,
    editcount,
    confirmed_email: false,
    blocked: blocked !== undefined,
    registered: user?.registered.replaceAll(/\D/g, ''),
    groups: allGroups(actor),
    rights: [...rights],
  });
}
