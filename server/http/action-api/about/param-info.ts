/** `paraminfo`: what each module takes, for programs that build their requests from it. */
import { defineModule } from '../module.ts';
import type { ApiModule, JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { modulesNamed } from './catalogue.ts';
import type { Catalogue, CataloguedModule } from './catalogue.ts';
import { parameterInfos } from './parameter-info.ts';

/** `catalogue` is asked for when it is needed: this module stands in it itself. */
export function paramInfoModule(catalogue: () => Catalogue): ApiModule {
  return defineModule({
    name: 'paraminfo',
    summary: 'What each module takes.',
    parameters: {
      modules: { type: 'list' },
      helpformat: { type: 'enum', values: ['html', 'none', 'raw', 'wikitext'], default: 'none' },
      querymodules: { type: 'list', deprecated: true },
      mainmodule: { type: 'boolean', deprecated: true },
      formatmodules: { type: 'list', deprecated: true },
    },
    async run(
      { modules = [], helpformat, querymodules = [], mainmodule, formatmodules = [] },
      request,
    ) {
      const paths = [
        ...modules,
        ...querymodules.map((name) => `query+${name}`),
        ...(mainmodule ? ['main'] : []),
        ...formatmodules,
      ];
      const all = catalogue();
      const unknown = paths.filter((path) => modulesNamed([path], all).length === 0);
      for (const path of unknown) {
        const { messages } = request;
        request.warn('paraminfo', messages.text('api-unknown-values', 'modules', path));
      }
      const found = modulesNamed(paths, all);
      return {
        paraminfo: {
          helpformat,
          modules: found.map((module) => moduleInfo(module, helpformat, request)),
        },
      };
    },
  });
}

function moduleInfo(
  { path, group, declaration, generates }: CataloguedModule,
  helpFormat: string,
  request: ApiRequest,
): JsonObject {
  const { name, prefix = '', summary, mustBePosted, token } = declaration;
  const source = name.startsWith('wb') ? 'WikibaseRepository' : 'MediaWiki';
  return {
    name,
    classname: `Sabir\\${name}`,
    path,
    ...(group === 'main' ? {} : { group }),
    prefix,
    source,
    sourcename: source,
    licensetag: 'Apache-2.0',
    licenselink: 'https://www.apache.org/licenses/LICENSE-2.0',
    readrights: true,
    ...(token === 'csrf' ? { writerights: true } : {}),
    ...(mustBePosted ? { mustbeposted: true } : {}),
    ...(generates ? { generator: true } : {}),
    ...(helpFormat === 'none' || summary === undefined ? {} : { description: summary }),
    helpurls: [`${request.services.urls.base}/w/api.php?action=help&modules=${path}`],
    parameters: parameterInfos(declaration, request),
    templatedparameters: [],
  };
}
