/** `meta=filerepoinfo`: where files are. None are here: names of files are those of Commons. */
import { defineMeta } from '../query-module.ts';

const props = ['canUpload', 'descBaseUrl', 'displayname', 'local', 'name', 'rootUrl'] as const;

export const fileRepoInfo = defineMeta({
  name: 'filerepoinfo',
  prefix: 'fri',
  parameters: { prop: { type: 'list', values: props, default: props.join('|') } },
  async run({ prop }) {
    const facts: Readonly<Record<(typeof props)[number], unknown>> = {
      name: 'wikimediacommons',
      displayname: 'Wikimedia Commons',
      local: false,
      canUpload: false,
      descBaseUrl: 'https://commons.wikimedia.org/wiki/File:',
      rootUrl: 'https://upload.wikimedia.org/wikipedia/commons',
    };
    return { repos: [Object.fromEntries(prop.map((name) => [name, facts[name]]))] };
  },
});
