/** Header fields that every answer carries: nothing is guessed, framed or run that is not ours. */
import { createMiddleware } from 'hono/factory';

/** No inline script or style anywhere; Lit's one policy makes its templates trusted types. */
function contentSecurityPolicy({ logo, framed, formTarget }: SecuredEnv['Variables']): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data:${source(logo)}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action 'self'${source(formTarget)}`,
    "base-uri 'none'",
    `frame-ancestors ${framed === true ? '*' : "'none'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

/**
 * Another site that may give something, or take it: the origin of an address. A name of a host may
 * hold `;` and `,`, which would go on with other directives.
 */
function source(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return '';
  const { origin } = new URL(address);
  return /^https?:\/\/[\w.:[\]-]+$/.test(origin) ? ` ${origin}` : '';
}

/** Pages say which `logo` they show; previews, that other sites may have them in a frame. */
interface SecuredEnv {
  readonly Variables: {
    readonly logo?: string;
    readonly framed?: boolean;
    /** Another site that the answer to the page's form leads to. */
    readonly formTarget?: string;
  };
}

export const securityHeaders = createMiddleware<SecuredEnv>(async (c, next) => {
  await next();
  const { headers } = c.res;
  const framed = c.get('framed') === true;
  headers.set('Content-Security-Policy', contentSecurityPolicy(c.var));
  headers.set('X-Content-Type-Options', 'nosniff');
  if (!framed) headers.set('X-Frame-Options', 'DENY');
  headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
});
