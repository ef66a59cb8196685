/** Every action, by name. A new module is a file and a line here. */
import { clientLoginModule, loginModule, logoutModule } from './account/login.ts';
import { editModules } from './edit/modules.ts';
import { historyModules } from './history/modules.ts';
import type { ApiModule } from './module.ts';
import { moderationModules } from './moderate/modules.ts';
import { queryModule } from './query/query.ts';
import { getEntitiesModule } from './read/entities.ts';
import { searchEntitiesModule } from './read/search.ts';

export const apiModules: ReadonlyMap<string, ApiModule> = new Map(
  [
    clientLoginModule,
    loginModule,
    logoutModule,
    queryModule,
    ...editModules,
    ...historyModules,
    ...moderationModules,
    getEntitiesModule,
    searchEntitiesModule,
  ].map((module) => [module.name, module]),
);
