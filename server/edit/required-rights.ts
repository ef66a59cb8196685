/** The rights that an edit needs. Every door comes through here, so none can forget them. */
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import { rightsOf } from '../accounts/rights.ts';
import type { Right } from '../accounts/rights.ts';
import { isEntity } from './change-ops/document.ts';
import type { Actor, Edit } from './edit.ts';
import type { LoadedPage } from './load-page.ts';

export function missingRights(edit: Edit, page: LoadedPage): Failure[] {
  return lackingRights(edit.actor, requiredRights(edit, page));
}

export function lackingRights(actor: Actor, required: readonly Right[]): Failure[] {
  const held = rightsOf(actor);
  return required
    .filter((right) => !held.has(right))
    .map((right) => failure('permission-denied', { right }));
}

function requiredRights(edit: Edit, page: LoadedPage): Right[] {
  return [
    'edit',
    ...rightsOfTarget(edit),
    ...rightsOfKind(page.kind, page.documentId === undefined || page.latest === undefined),
    ...rightsOfTerms(edit, page.kind),
    ...(page.base === undefined && bringsBack(edit) ? (['undelete'] as const) : []),
    ...edit.ops.flatMap(({ op }): Right[] => {
      if (op === 'delete') return ['delete'];
      return op === 'redirect' ? ['item-redirect'] : [];
    }),
  ];
}

/** Anything else cannot be done to a deleted page, whoever asks. */
function bringsBack({ ops }: Edit): boolean {
  return ops.some(({ op }) => op === 'replace');
}

function rightsOfTarget({ target }: Edit): Right[] {
  switch (target.kind) {
    case 'existing':
      return [];
    case 'new-item':
    case 'new-lexeme':
      return ['createpage'];
    case 'new-property':
      return ['createpage', 'property-create'];
    case 'new-with-id':
      return isEntity(target.document) || target.document.type === 'redirect'
        ? ['createpage', 'import']
        : ['createpage'];
  }
}

/** Pages that change how the wiki itself works are not everybody's. */
function rightsOfKind(kind: DocumentKind, isNew: boolean): Right[] {
  if (kind === 'talk') return isNew ? ['createtalk'] : [];
  return kind === 'site-settings' || kind === 'interface-message' || kind === 'rule'
    ? ['editinterface']
    : [];
}

const TERM_OPS: ReadonlySet<string> = new Set([
  'set-term',
  'remove-term',
  'set-aliases',
  'add-aliases',
  'remove-aliases',
]);

function rightsOfTerms({ ops }: Edit, kind: DocumentKind): Right[] {
  if (!ops.some(({ op }) => TERM_OPS.has(op))) return [];
  if (kind === 'property') return ['property-term'];
  return kind === 'item' ? ['item-term'] : [];
}
