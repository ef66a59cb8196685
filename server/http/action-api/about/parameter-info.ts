/** A declared parameter in the words of `paraminfo`. */
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import type { ModuleDeclaration, Parameter, TokenType } from '../module.ts';
import {
  HIGH_LIMITS,
  LOW_LIMITS,
  MOST_ANSWERS,
  MOST_ANSWERS_OF_BOTS,
  typesOn,
} from '../read-parameters.ts';
import type { RequestLimits } from '../read-parameters.ts';
import type { ApiRequest } from '../request.ts';

export interface ParameterInfo {
  readonly index: number;
  readonly name: string;
  /** The values that it can have, else the name of their type. */
  readonly type: string | readonly string[];
  readonly required: boolean;
  readonly sensitive?: true;
  readonly deprecated?: true;
  readonly default?: string | number;
  readonly multi: boolean;
  readonly lowlimit?: number;
  readonly highlimit?: number;
  readonly limit?: number;
  readonly min?: number;
  readonly max?: number;
  readonly highmax?: number;
  readonly allspecifier?: '*';
  readonly allowsduplicates?: true;
  readonly submodules?: Readonly<Record<string, string>>;
  readonly tokentype?: TokenType;
}

/** The parameters of a module, its token last. */
export function parameterInfos(
  { parameters, token }: ModuleDeclaration,
  request: Pick<ApiRequest, 'limits' | 'site'>,
): ParameterInfo[] {
  const declared = Object.entries(parameters);
  const infos = declared.map(([name, parameter], index) => ({
    index: index + 1,
    ...parameterInfo(name, parameter, request),
  }));
  return token === undefined ? infos : [...infos, tokenInfo(declared.length + 1, token)];
}

function tokenInfo(index: number, tokentype: TokenType): ParameterInfo {
  return {
    index,
    name: 'token',
    type: 'string',
    required: true,
    sensitive: true,
    multi: false,
    tokentype,
  };
}

function parameterInfo(
  name: string,
  parameter: Parameter,
  { limits, site }: Pick<ApiRequest, 'limits' | 'site'>,
): Omit<ParameterInfo, 'index'> {
  const { required = false, default: fallback, secret, deprecated } = parameter;
  return {
    name,
    type: typeOf(parameter, site),
    required,
    ...(secret === true ? { sensitive: true } : {}),
    ...(deprecated === true ? { deprecated: true } : {}),
    ...(fallback === undefined ? {} : { default: defaultOf(parameter, fallback) }),
    multi: isMulti(parameter),
    ...(isMulti(parameter) ? multiInfo(limits) : {}),
    ...boundsOf(parameter),
    ...submodulesOf(parameter),
  };
}

function typeOf(parameter: Parameter, site: SiteSettings): ParameterInfo['type'] {
  switch (parameter.type) {
    case 'enum':
      return parameter.values;
    case 'entity-type':
      return typesOn(site, parameter);
    case 'list':
      return parameter.values ?? 'string';
    case 'integers':
      return 'integer';
    case 'namespace':
    case 'namespaces':
      return 'namespace';
    case 'boolean':
    case 'integer':
    case 'limit':
    case 'string':
    case 'timestamp':
    case 'user':
      return parameter.type;
  }
}

/** Programs find their way from here to the modules that they may name. */
function submodulesOf(parameter: Parameter): Pick<ParameterInfo, 'submodules'> {
  const { submodules: path } = parameter;
  if (path === undefined || (parameter.type !== 'enum' && parameter.type !== 'list')) return {};
  const names = parameter.values ?? [];
  return { submodules: Object.fromEntries(names.map((name) => [name, path + name])) };
}

function isMulti({ type }: Parameter): boolean {
  return type === 'list' || type === 'integers' || type === 'namespaces';
}

function multiInfo({ values }: RequestLimits): Partial<ParameterInfo> {
  return { lowlimit: LOW_LIMITS.values, highlimit: HIGH_LIMITS.values, limit: values };
}

function defaultOf({ type }: Parameter, text: string): string | number {
  return type === 'integer' || type === 'limit' || type === 'namespace' ? Number(text) : text;
}

function boundsOf(parameter: Parameter): Partial<ParameterInfo> {
  switch (parameter.type) {
    case 'limit': {
      const { min = 1, max = MOST_ANSWERS, highMax = MOST_ANSWERS_OF_BOTS } = parameter;
      return { min, max, highmax: highMax };
    }
    case 'integer': {
      const { min, max } = parameter;
      return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    }
    case 'list':
      return {
        ...(parameter.all === true ? { allspecifier: '*' } : {}),
        ...(parameter.allowsDuplicates === true ? { allowsduplicates: true } : {}),
      };
    case 'namespaces':
      return { allspecifier: '*' };
    case 'boolean':
    case 'namespace':
    case 'entity-type':
    case 'enum':
    case 'integers':
    case 'string':
    case 'timestamp':
    case 'user':
      return {};
  }
}
