/** Abbreviating IRIs: `wd:Q42` for `https://example.org/entity/Q42`. */

/** What every syntax can have after the colon without an escape. */
const LOCAL_NAME = /^[A-Za-z\d_][\w-]*$/;

export interface PrefixedName {
  readonly prefix: string;
  readonly localName: string;
}

/** `prefixes`: the namespaces by prefix. Of several for one namespace, the first is used. */
export class PrefixMap {
  readonly #prefixes = new Map<string, string>();

  constructor(prefixes: ReadonlyMap<string, string>) {
    for (const [prefix, namespace] of prefixes) {
      if (!this.#prefixes.has(namespace)) this.#prefixes.set(namespace, prefix);
    }
  }

  /** `undefined` where the IRI is in no namespace, or its name would need escapes. */
  nameOf(iri: string): PrefixedName | undefined {
    const start = localNameStart(iri);
    const prefix = this.#prefixes.get(iri.slice(0, start));
    if (prefix === undefined) return undefined;
    const localName = iri.slice(start);
    return LOCAL_NAME.test(localName) ? { prefix, localName } : undefined;
  }
}

/** Namespaces end with a slash or a hash; what comes behind the last one is the local name. */
function localNameStart(iri: string): number {
  return Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1;
}
