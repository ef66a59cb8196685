/** `paraminfo`: what each module takes, for programs that build their requests from it. */
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import { defineModule } from '../module.ts';
import type { ApiModule, JsonObject } from '../module.ts';
import { nameTold } from '../names-told.ts';
import type { ApiRequest } from '../request.ts';
import { modulesNamed } from './catalogue.ts';
import type { Catalogue, CataloguedModule } from './catalogue.ts';
import { helpFormats, rawMessage, writtenDescription } from './description-text.ts';
import type { HelpFormat } from './description-text.ts';
import { Descriptions } from './descriptions.ts';
import { examplesOf } from './examples.ts';
import { parameterInfos } from './parameter-info.ts';
import type { ParameterInfo } from './parameter-info.ts';

/** `catalogue` is asked for when it is needed: this module stands in it itself. */
export function paramInfoModule(catalogue: () => Catalogue): ApiModule {
  return defineModule({
    name: 'paraminfo',
    parameters: {
      modules: { type: 'list' },
      helpformat: { type: 'enum', values: helpFormats, default: 'none' },
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
        request.warn('paraminfo', messages.text('api-unknown-values', 'modules', nameTold(path)));
      }
      const found = modulesNamed(paths, all);
      const described =
        helpformat === 'none' ? undefined : new Describer(helpformat, request.language);
      const infos = found.map((module) => moduleInfo(module, described, request));
      return { paraminfo: { helpformat, modules: await Promise.all(infos) } };
    },
  });
}

async function moduleInfo(
  module: CataloguedModule,
  described: Describer | undefined,
  request: ApiRequest,
): Promise<JsonObject> {
  const { path, group, declaration, generates } = module;
  const { name, prefix = '', mustBePosted, token } = declaration;
  const source = name.startsWith('wb') ? 'WikibaseRepository' : 'MediaWiki';
  const parameters = parameterInfos(declaration, request);
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
    ...(await described?.module(module)),
    readrights: true,
    ...(token === 'csrf' ? { writerights: true } : {}),
    ...(mustBePosted ? { mustbeposted: true } : {}),
    ...(generates ? { generator: true } : {}),
    helpurls: [`${request.services.urls.base}/w/api.php?action=help&modules=${path}`],
    ...(await described?.examples(module)),
    parameters: await Promise.all(
      parameters.map(async (info) => ({ ...info, ...(await described?.parameter(module, info)) })),
    ),
    templatedparameters: [],
  };
}

/** Members that `helpformat` adds. */
class Describer {
  readonly #format: HelpFormat;
  readonly #descriptions: Descriptions;

  constructor(format: HelpFormat, language: string) {
    this.#format = format;
    this.#descriptions = new Descriptions(fallbackChain(language));
  }

  async module(module: CataloguedModule): Promise<JsonObject> {
    const found = this.#descriptions.module(module);
    return found === undefined
      ? {}
      : { description: await writtenDescription(found, [], this.#format) };
  }

  async parameter(module: CataloguedModule, { name, type }: ParameterInfo): Promise<JsonObject> {
    const found = this.#descriptions.parameter(module, name);
    if (found === undefined) return {};
    const values = typeof type === 'string' ? [] : this.#descriptions.values(module, name, type);
    return { description: await writtenDescription(found, values, this.#format) };
  }

  async examples(module: CataloguedModule): Promise<JsonObject> {
    const examples = examplesOf(module.path).map(async (text, index) => {
      const found = this.#descriptions.example(module, index);
      const query = new URL(`?${text}`, 'http://localhost').search.slice(1);
      if (found === undefined) return { query };
      // of the message itself there is one only
      const description =
        this.#format === 'raw'
          ? rawMessage(found)
          : await writtenDescription(found, [], this.#format);
      return { query, description };
    });
    return { examples: await Promise.all(examples) };
  }
}
