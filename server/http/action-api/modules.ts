/** Every action, by name. A new module is a file and a line here. */
import { catalogueOf } from './about/catalogue.ts';
import { helpModule } from './about/help.ts';
import { paramInfoModule } from './about/param-info.ts';
import { accountModules } from './account/modules.ts';
import { editModules } from './edit/modules.ts';
import { historyModules } from './history/modules.ts';
import { jsonModule, mainModule } from './main-parameters.ts';
import type { ApiModule, Parameter } from './module.ts';
import { moderationModules } from './moderate/modules.ts';
import { queryModule } from './query/query.ts';
import { compareModule } from './read/compare.ts';
import { readModules } from './read/modules.ts';
import { openSearchModule } from './read/open-search.ts';
import { purgeModule } from './read/purge.ts';

export const apiModules: ReadonlyMap<string, ApiModule> = new Map(
  [
    ...accountModules,
    queryModule,
    ...editModules,
    ...historyModules,
    ...moderationModules,
    compareModule,
    ...readModules,
    openSearchModule,
    purgeModule,
    helpModule(() => catalogue),
    paramInfoModule(() => catalogue),
  ].map((module) => [module.name, module]),
);

/** Only here is known which values `action` can have. */
const action: Parameter = {
  type: 'enum',
  values: [...apiModules.keys()],
  default: mainModule.parameters.action.default,
  submodules: '',
};
const catalogue = catalogueOf({
  main: { ...mainModule, parameters: { ...mainModule.parameters, action } },
  json: jsonModule,
  actions: apiModules.values(),
});
