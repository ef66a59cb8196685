/** The IRI pattern that makes an external id a name which other datasets use too. */
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { Property } from '../../schema/model/entity.ts';
import { bestStatements } from '../../schema/model/statement.ts';

/** The first best value of the property that the wiki uses for this; `$1` stands for the id. */
export function canonicalUriPattern(property: Property, site: SiteSettings): string | undefined {
  const role = site.properties.get('canonicalUriFormatter');
  if (role === undefined) return undefined;
  const statements = property.statements.filter(({ mainSnak }) => mainSnak.property === role);
  for (const { mainSnak } of bestStatements(statements)) {
    if (mainSnak.kind === 'value' && mainSnak.value.type === 'string') return mainSnak.value.value;
  }
  return undefined;
}
