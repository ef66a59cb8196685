/** One entity's page as Wikibase's JSON, and the same in the form that PHP reads. */
import { failed, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { phpValue } from '../../../schema/model/php-serialize.ts';
import { absence } from '../../read/entities.ts';
import { jsonObject, jsonText } from '../../read/json-text.ts';
import { entityMembers, entityProps } from '../action-api/read/entity-members.ts';
import { datatypesIn, entityAnswer } from '../entity-answer.ts';
import type { Services } from '../services.ts';
import { dependenciesOn } from './dependencies.ts';
import type { EntityDataRequest } from './entity-data-request.ts';
import { readRequested } from './open-document.ts';
import type { OpenDocument } from './open-document.ts';

const WHOLE = { props: new Set<string>(entityProps), languagefallback: false };

export function openEntityJson(
  request: EntityDataRequest,
  services: Services,
): Promise<Result<OpenDocument>> {
  return request.revisionId === undefined
    ? openFinished(request, services)
    : openRevision(request, services);
}

export async function openEntityPhp(
  request: EntityDataRequest,
  services: Services,
): Promise<Result<OpenDocument>> {
  const opened = await openEntityJson(request, services);
  if (!opened.ok) return opened;
  const { write, ...document } = opened.value;
  return ok({ ...document, write: async () => phpValue(JSON.parse(await write())) });
}

/** From members that are written already: what is asked for most. */
async function openFinished(
  { id, moment }: EntityDataRequest,
  services: Services,
): Promise<Result<OpenDocument>> {
  const [found, site] = await Promise.all([
    services.entityTexts.read([id], moment === undefined ? {} : { at: moment }),
    services.site.at(moment),
  ]);
  const texts = found.get(id);
  if (texts === undefined) {
    return failed(await absence(services.edit.storage.records, id, moment));
  }
  const entity = { ...texts, redirectedFrom: undefined };
  const write = (): string => {
    const members = entityMembers(texts.id, entity, WHOLE, site) ?? [];
    const entities = jsonObject([[texts.id, jsonObject(members)]]);
    return jsonObject([['entities', entities]]).write(false);
  };
  const { version, lastModified } = await dependenciesOn([], texts, services.edit.storage.records);
  const dependsOn = moment === undefined ? version : String(moment.sequence);
  return ok({ id: texts.id, revisionId: texts.revisionId, lastModified, dependsOn, write });
}

async function openRevision(
  request: EntityDataRequest,
  services: Services,
): Promise<Result<OpenDocument>> {
  const page = await readRequested(request, services.edit.storage.records);
  if (!page.ok) return page;
  const { document, revision } = page.value;
  const { id } = document;
  const write = async (): Promise<string> => {
    const [datatypeOf, site] = await Promise.all([
      datatypesIn([document], services),
      services.site.current(),
    ]);
    const entities = { [id]: entityAnswer(page.value, datatypeOf, site) };
    return jsonText({ entities }).write(false);
  };
  const { revisionId } = revision;
  const { version, lastModified } = await dependenciesOn(
    [],
    revision,
    services.edit.storage.records,
  );
  return ok({ id, revisionId, lastModified, dependsOn: version, write });
}
