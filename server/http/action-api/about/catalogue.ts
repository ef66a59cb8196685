/** Every module there is, by the path under which `paraminfo` and help know it. */
import type { ModuleDeclaration } from '../module.ts';
import { queryModules } from '../query/query-modules.ts';
import type { QueryModule } from '../query/query-module.ts';

export interface CataloguedModule {
  /** `main`, `wbgetentities`, `query+info` */
  readonly path: string;
  readonly group: 'main' | 'format' | 'action' | QueryModule['kind'];
  readonly declaration: ModuleDeclaration;
  /** Whether `query` can take pages from it. */
  readonly generates: boolean;
}

interface ModuleSources {
  readonly main: ModuleDeclaration;
  readonly json: ModuleDeclaration;
  readonly actions: Iterable<ModuleDeclaration>;
}

export type Catalogue = ReadonlyMap<string, CataloguedModule>;

export function catalogueOf({ main, json, actions }: ModuleSources): Catalogue {
  const modules: CataloguedModule[] = [
    { path: 'main', group: 'main', declaration: main, generates: false },
    { path: 'json', group: 'format', declaration: json, generates: false },
    ...[...actions].map((declaration) => ({
      path: declaration.name,
      group: 'action' as const,
      declaration,
      generates: false,
    })),
    ...queryModules.map((declaration) => ({
      path: `query+${declaration.name}`,
      group: declaration.kind,
      declaration,
      generates: declaration.kind === 'list' && declaration.generates,
    })),
  ];
  return new Map(modules.map((module) => [module.path, module]));
}

/** `query+*` names all submodules, `*` all actions, `**` everything. */
export function modulesNamed(paths: readonly string[], catalogue: Catalogue): CataloguedModule[] {
  const all = [...catalogue.values()];
  const found = paths.flatMap((path) => {
    if (path === '**' || path === 'main+**') return all;
    if (path === '*' || path === 'main+*') return all.filter(({ group }) => group === 'action');
    if (path === 'query+*' || path === 'query+**') {
      return all.filter((each) => each.path.startsWith('query+'));
    }
    return catalogue.get(path.replace(/^main\+/, '')) ?? [];
  });
  return [...new Set(found)];
}
