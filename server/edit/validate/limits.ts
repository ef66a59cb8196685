/** How much a page may hold. What is already beyond a limit may stay so, it may not grow. */
export interface Limits {
  /** Stored JSON of the page in UTF-8. */
  readonly sizeBytes: number;
  /** On the whole page, forms and senses included. */
  readonly statements: number;
  /** Of labels, of descriptions, of aliases. */
  readonly languages: number;
  /** Characters (code points) of a label, description or alias. */
  readonly termLength: number;
  /** Characters of a lemma or the representation of a form. */
  readonly lemmaLength: number;
  readonly glossLength: number;
  /** Forms, and senses. */
  readonly lexemeParts: number;
  /** Bytes of a page title on another site. */
  readonly titleBytes: number;
}

/** What an edit may bring about. */
export const editLimits: Limits = {
  sizeBytes: 2_500_000,
  statements: 5_000,
  languages: 500,
  termLength: 250,
  lemmaLength: 1_000,
  glossLength: 2_500,
  lexemeParts: 1_000,
  titleBytes: 255,
};

/**
 * What an import takes: dumps hold what older versions of Wikibase let pass, and none of it may
 * get lost. These limits only keep out what cannot be an entity.
 */
export const importLimits: Limits = {
  sizeBytes: 4 * 1024 * 1024,
  statements: 50_000,
  languages: 5_000,
  termLength: 10_000,
  lemmaLength: 10_000,
  glossLength: 10_000,
  lexemeParts: 10_000,
  titleBytes: 4_000,
};
