/** `list=embeddedin`: the pages that include a page. None does here. */
import { defineList } from '../query-module.ts';
import { linkParameters } from './link-parameters.ts';

export const embeddedIn = defineList({
  name: 'embeddedin',
  prefix: 'ei',
  generates: true,
  parameters: linkParameters,
  run: async () => ({ items: [], pages: [] }),
});
