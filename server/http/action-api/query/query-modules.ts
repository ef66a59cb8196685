/** Every submodule of `query`, by kind. A new one is a file and a line here. */
import { splitValues } from '../read-parameters.ts';
import type { Fields } from '../read-parameters.ts';
import type { ModuleDeclaration } from '../module.ts';
import { siteInfo } from './meta/site-info.ts';
import { tokens } from './meta/tokens.ts';
import { userInfo } from './meta/user-info.ts';
import type { ListModule, MetaModule, PropModule, QueryModule } from './query-module.ts';

export const metaModules: readonly MetaModule[] = [siteInfo, tokens, userInfo];
export const listModules: readonly ListModule[] = [];
export const propModules: readonly PropModule[] = [];

export const queryModules: readonly QueryModule[] = [
  ...metaModules,
  ...listModules,
  ...propModules,
];
export const generators: readonly ListModule[] = listModules.filter(({ generates }) => generates);

/** The submodules that a request names, with the prefixes under which it gives their parameters. */
export function namedModules(fields: Fields): readonly ModuleDeclaration[] {
  const named = (field: string): readonly string[] => splitValues(fields.get(field) ?? '');
  const ofKind = (modules: readonly QueryModule[], field: string): readonly QueryModule[] =>
    modules.filter(({ name }) => named(field).includes(name));
  return [
    ...ofKind(metaModules, 'meta'),
    ...ofKind(listModules, 'list'),
    ...ofKind(propModules, 'prop'),
    ...generators.filter(({ name }) => named('generator').includes(name)).map(asGenerator),
  ];
}

/** A generator's parameters have a `g` before them, so that the same list can be asked besides. */
export function asGenerator(module: ListModule): ListModule {
  return { ...module, prefix: `g${module.prefix ?? ''}` };
}
