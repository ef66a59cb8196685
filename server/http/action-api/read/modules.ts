/** The modules that only read. */
import type { ApiModule } from '../module.ts';
import { availableBadgesModule } from './badges.ts';
import { getClaimsModule } from './claims.ts';
import { getEntitiesModule } from './entities.ts';
import { formatEntitiesModule } from './format-entities.ts';
import { formatValueModule } from './format-value.ts';
import { parseModule } from './parse.ts';
import { parseValueModule } from './parse-value.ts';
import { searchEntitiesModule } from './search.ts';
import { siteMatrixModule } from './site-matrix.ts';
import { streamConfigsModule } from './stream-configs.ts';
import { getSuggestionsModule } from './suggestions.ts';

export const readModules: readonly ApiModule[] = [
  getEntitiesModule,
  getClaimsModule,
  searchEntitiesModule,
  parseValueModule,
  formatValueModule,
  formatEntitiesModule,
  availableBadgesModule,
  getSuggestionsModule,
  parseModule,
  siteMatrixModule,
  streamConfigsModule,
];
