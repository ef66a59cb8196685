/** `query`: each submodule of `meta` adds its part to the answer. */
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import { readParameters } from '../read-parameters.ts';
import { siteInfo } from './site-info.ts';
import { tokens } from './tokens.ts';
import { userInfo } from './user-info.ts';

const metaModules = [tokens, siteInfo, userInfo];

/** There are none of `list` and `prop` yet: each that is asked for gets a warning. */
export const queryModule = defineModule({
  name: 'query',
  parameters: {
    meta: { type: 'list', values: metaModules.map(({ name }) => name) },
    list: { type: 'list', values: [] },
    prop: { type: 'list', values: [] },
    continue: { type: 'string' },
  },
  submodules: metaModules,
  async run({ meta = [] }, request) {
    const parts: JsonObject[] = [];
    for (const module of metaModules.filter(({ name }) => meta.includes(name))) {
      const values = readParameters(module, request);
      if (values instanceof ApiError) return values;
      const part = await module.run(values, request);
      if (part instanceof ApiError) return part;
      parts.push(part);
    }
    const query = Object.assign({}, ...parts) as JsonObject;
    return parts.length === 0 ? { batchcomplete: true } : { batchcomplete: true, query };
  },
});
