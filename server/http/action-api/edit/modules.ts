/** All modules that write to entities. */
import type { ApiModule } from '../module.ts';
import {
  createClaimModule,
  removeClaimsModule,
  setClaimModule,
  setClaimValueModule,
} from './claims.ts';
import { editEntityModule } from './entity.ts';
import {
  addFormModule,
  addSenseModule,
  editFormModule,
  editSenseModule,
  removeFormModule,
  removeSenseModule,
} from './lexeme-parts.ts';
import { mergeItemsModule, mergeLexemesModule } from './merge.ts';
import { removeQualifiersModule, setQualifierModule } from './qualifiers.ts';
import { createRedirectModule } from './redirect.ts';
import { removeReferencesModule, setReferenceModule } from './references.ts';
import { linkTitlesModule, setSiteLinkModule } from './sitelinks.ts';
import { setAliasesModule, setDescriptionModule, setLabelModule } from './terms.ts';

export const editModules: readonly ApiModule[] = [
  editEntityModule,
  setLabelModule,
  setDescriptionModule,
  setAliasesModule,
  setSiteLinkModule,
  linkTitlesModule,
  createClaimModule,
  setClaimModule,
  setClaimValueModule,
  removeClaimsModule,
  setQualifierModule,
  removeQualifiersModule,
  setReferenceModule,
  removeReferencesModule,
  mergeItemsModule,
  createRedirectModule,
  addFormModule,
  removeFormModule,
  editFormModule,
  addSenseModule,
  removeSenseModule,
  editSenseModule,
  mergeLexemesModule,
];
