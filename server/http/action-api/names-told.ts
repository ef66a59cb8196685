/** What a client sent, told back to it: enough to find it again, however much it was. */

const MOST_NAMES = 50;
const LONGEST_NAME = 100;

export function namesTold(names: readonly string[]): string {
  const told = names.slice(0, MOST_NAMES).map(nameTold);
  return [...told, ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
}

export function nameTold(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  // half of a surrogate pair would be no text
  return `${name
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
