/** A date that was typed as “circa” gets the qualifier that says so. */
import type { CircaQualifier } from '../../components/editor-context.ts';
import type { SnakDraft, StatementDraft } from '../../draft/draft.ts';
import { emptySnak } from '../../draft/draft.ts';

/** By which the qualifier is found again when the text says “circa” no more. */
const KEY = 'circa';

/** The statement with this main snak, and with the qualifier exactly while the snak's text says so. */
export function withMainSnak(
  statement: StatementDraft,
  mainSnak: SnakDraft,
  circa: CircaQualifier | undefined,
): StatementDraft {
  if (circa === undefined) return { ...statement, mainSnak };
  const others = statement.qualifiers.filter(({ key }) => key !== KEY);
  const wanted = mainSnak.kind === 'value' && mainSnak.circa === true;
  const added = wanted && !others.some((snak) => says(snak, circa)) ? [qualifierOf(circa)] : [];
  return { ...statement, mainSnak, qualifiers: [...others, ...added] };
}

function says({ property, value }: SnakDraft, circa: CircaQualifier): boolean {
  const id = value?.type === 'wikibase-entityid' ? value.id : undefined;
  return property === circa.property && id === circa.item;
}

function qualifierOf({ property, item }: CircaQualifier): SnakDraft {
  return { ...emptySnak(property), key: KEY, value: { type: 'wikibase-entityid', id: item } };
}
