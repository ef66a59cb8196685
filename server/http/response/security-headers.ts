/** Header fields that every answer carries: nothing is guessed, framed or run that is not ours. */
import { createMiddleware } from 'hono/factory';

/** No inline script or style anywhere; Lit's one policy makes its templates trusted types. */
function contentSecurityPolicy(logo: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data:${originOf(logo)}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

/** The logo may stand on another site. */
function originOf(logo: string | undefined): string {
  return logo !== undefined && URL.canParse(logo) ? ` ${new URL(logo).origin}` : '';
}

/** Pages say which `logo` they show. */
interface SecuredEnv {
  readonly Variables: { readonly logo?: string };
}

export const securityHeaders = createMiddleware<SecuredEnv>(async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set('Content-Security-Policy', contentSecurityPolicy(c.get('logo')));
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
});
