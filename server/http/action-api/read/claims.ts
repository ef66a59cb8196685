/** `wbgetclaims`: the statements of an entity, all or some of them. */
import { failure } from '../../../../schema/failures.ts';
import { parsePropertyId } from '../../../../schema/model/entity-id.ts';
import { allStatements } from '../../../../schema/model/entity.ts';
import { statementMapJson } from '../../../../schema/model/json/write-statement.ts';
import { mentionedProperties } from '../../../../schema/model/mentions.ts';
import { belongsTo } from '../../../../schema/model/statement.ts';
import type { Statement } from '../../../../schema/model/statement.ts';
import { readEntity } from '../../../read/entities.ts';
import { statementPlace } from '../edit/statement-edit.ts';
import type { StatementPlace } from '../edit/statement-edit.ts';
import { entityIdOf } from '../edit/target.ts';
import { apiError, wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import { asOfParameters, readAsOf } from './as-of.ts';
import { missingParameter } from './entity-ids.ts';

const ranks = ['deprecated', 'normal', 'preferred'] as const;

export const getClaimsModule = defineModule({
  name: 'wbgetclaims',
  parameters: {
    entity: { type: 'string' },
    claim: { type: 'string' },
    property: { type: 'string' },
    rank: { type: 'enum', values: ranks },
    props: { type: 'list', values: ['references'], default: 'references' },
    ...asOfParameters,
  },
  async run({ entity, claim, property, rank, props, asof }, request) {
    const { services } = request;
    const moment = await readAsOf({ asof }, request);
    if (moment instanceof ApiError) return moment;
    const place = placeOf(entity, claim);
    if (place instanceof ApiError) return place;
    const propertyId = property === undefined ? undefined : parsePropertyId(property);
    if (property !== undefined && propertyId === undefined) return malformedProperty(property);
    const { subject, id } = place;
    const page = await readEntity(
      services.edit.storage.records,
      subject,
      moment === undefined ? {} : { at: moment },
    );
    if (page === undefined) return apiError([failure('unknown-entity', { id: subject })]);
    const holder = page.redirectedFrom === undefined ? subject : page.document.id;
    const chosen = allStatements(page.document).filter(
      (each) =>
        belongsTo(each.id, holder) &&
        (id === undefined || each.id === id) &&
        (propertyId === undefined || each.mainSnak.property === propertyId) &&
        (rank === undefined || each.rank === rank),
    );
    const shown = props.includes('references') ? chosen : chosen.map(withoutReferences);
    const datatypeOf = await services.properties.datatypesOf(mentionedProperties(shown), moment);
    return { claims: statementMapJson(shown, 'api', datatypeOf) };
  },
});

type AskedPlace = Pick<StatementPlace, 'subject'> & Partial<StatementPlace>;

/** The statement's id says on which entity it is; where both are given they must agree. */
function placeOf(entity: string | undefined, claim: string | undefined): AskedPlace | ApiError {
  if (claim === undefined) {
    if (entity === undefined) return missingParameter('entity');
    const subject = entityIdOf(entity, 'entity');
    return subject instanceof ApiError ? subject : { subject };
  }
  const place = statementPlace(claim, 'claim');
  if (place instanceof ApiError || entity === undefined) return place;
  const subject = entityIdOf(entity, 'entity');
  if (subject instanceof ApiError || subject === place.subject) {
    return subject instanceof ApiError ? subject : place;
  }
  return wikibaseError('param-illegal', [
    failure('foreign-statement', { id: place.id, entity: subject }),
  ]);
}

function malformedProperty(value: string): ApiError {
  const field = 'property';
  return wikibaseError('param-invalid', [failure('malformed-entity-id', { field, value })]);
}

function withoutReferences(statement: Statement): Statement {
  return { ...statement, references: [] };
}
