/** Stubs: what a document says of the entities that it only mentions. */
import type { Document } from '../../schema/model/documents/kinds.ts';
import { pageEntityId, type EntityId } from '../../schema/model/entity-id.ts';
import type { Entity, Lexeme } from '../../schema/model/entity.ts';
import { isEntity, quadBuild, redirectQuads, typeQuads } from './entity-quads.ts';
import { flavorOf } from './flavor.ts';
import { lemmaQuads, representationQuads, senseQuads } from './lexeme-quads.ts';
import { propertyDeclarationQuads } from './property-quads.ts';
import type { QuadBuild } from './quad-build.ts';
import type { RdfContext } from './rdf-settings.ts';
import { namedNode, type QuadSink } from './term.ts';
import { labelAndDescriptionQuads, type WantedLanguages } from './term-quads.ts';

const STUB = flavorOf();

/**
 * Type and terms of each mentioned entity, the whole declaration of properties. `documents` holds
 * pages by the id that was asked for; a redirect among them is followed one step, to a page that
 * is there too. Ids without a page give nothing.
 */
export function stubQuads(
  mentioned: Iterable<EntityId>,
  documents: ReadonlyMap<string, Document>,
  context: RdfContext,
  sink: QuadSink,
  languages?: WantedLanguages,
): void {
  const build = quadBuild(context, STUB, sink);
  const done = new Set<EntityId>();
  const stub = (id: EntityId): void => {
    if (done.has(id)) return;
    done.add(id);
    const document = documents.get(pageEntityId(id));
    if (document === undefined) return;
    if (document.type === 'redirect') {
      redirectQuads(document, context, STUB, sink);
      stub(document.target);
    } else if (isEntity(document)) {
      entityStub(build, document, id, languages);
    }
  };
  for (const id of mentioned) stub(id);
}

function entityStub(
  build: QuadBuild,
  entity: Entity,
  id: EntityId,
  languages: WantedLanguages,
): void {
  if (entity.type === 'lexeme') {
    lexemeStub(build, entity, id, languages);
    return;
  }
  const node = namedNode(build.context.namespaces.entity + id);
  typeQuads(build, node, entity.type);
  labelAndDescriptionQuads(build.emit, node, entity, build.flavor, languages);
  if (entity.type === 'property') propertyDeclarationQuads(build, entity.id, entity.datatype);
}

/** Of the lexeme, or of the one form or sense on its page that was mentioned. */
function lexemeStub(
  build: QuadBuild,
  lexeme: Lexeme,
  id: EntityId,
  languages: WantedLanguages,
): void {
  const node = namedNode(build.context.namespaces.entity + id);
  const form = lexeme.forms.find((candidate) => candidate.id === id);
  const sense = lexeme.senses.find((candidate) => candidate.id === id);
  if (form !== undefined) {
    typeQuads(build, node, 'form');
    representationQuads(build, form, languages);
  } else if (sense !== undefined) {
    typeQuads(build, node, 'sense');
    senseQuads(build, sense, languages);
  } else if (lexeme.id === id) {
    typeQuads(build, node, 'lexeme');
    lemmaQuads(build, lexeme, languages);
  }
}
