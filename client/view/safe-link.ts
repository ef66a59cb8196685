/** Which addresses may become links. Everything else that looks like one is shown as text. */
const SCHEMES = new Set(['http:', 'https:', 'ftp:', 'ftps:', 'mailto:', 'geo:', 'irc:', 'ircs:']);

/** `address` as it may stand in an `href`; `undefined` where it must not be a link. */
export function safeLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return SCHEMES.has(protocol) ? href : undefined;
}

/** Puts an external identifier into its formatter URL (`$1`); `undefined` if that is no link. */
export function formatterLink(formatterUrl: string, identifier: string): string | undefined {
  const encoded = encodeURIComponent(identifier).replaceAll('%2F', '/').replaceAll('%3A', ':');
  return safeLink(formatterUrl.replaceAll('$1', encoded));
}

/** Puts a page title into a site's URL pattern, in which spaces are written as underscores. */
export function pageLink(pageUrl: string, title: string): string | undefined {
  const encoded = encodeURIComponent(title.replaceAll(' ', '_'));
  return safeLink(pageUrl.replaceAll('$1', encoded.replaceAll('%2F', '/').replaceAll('%3A', ':')));
}

/** The path of a page of this wiki. */
export function pagePath(title: string): string {
  return `/wiki/${encodeURIComponent(title).replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
}
