/** JSON pointers (RFC 6901): how a failure names the field that it is about. */
export function jsonPointer(...parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${escaped(String(part))}`).join('');
}

function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
