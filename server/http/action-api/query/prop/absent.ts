/**
 * Properties of what no page here has: templates, files, categories, links in a text. Programs that
 * ask every wiki for them learn that there are none.
 */
import { defineProp } from '../query-module.ts';
import type { PropAnswer } from '../query-module.ts';

const paging = {
  dir: { type: 'enum', values: ['ascending', 'descending'], default: 'ascending' },
  limit: { type: 'limit', default: '10' },
  continue: { type: 'string' },
} as const;

export const categories = defineProp({
  name: 'categories',
  prefix: 'cl',
  parameters: {
    prop: { type: 'list', values: ['hidden', 'sortkey', 'timestamp'] },
    show: { type: 'list', values: ['!hidden', 'hidden'] },
    categories: { type: 'list' },
    ...paging,
  },
  run: nothing,
});

export const externalLinks = defineProp({
  name: 'extlinks',
  prefix: 'el',
  parameters: {
    protocol: { type: 'string' },
    query: { type: 'string' },
    limit: { type: 'limit', default: '10' },
    continue: { type: 'string' },
  },
  run: nothing,
});

export const images = defineProp({
  name: 'images',
  prefix: 'im',
  parameters: { images: { type: 'list' }, ...paging },
  run: nothing,
});

export const languageLinks = defineProp({
  name: 'langlinks',
  prefix: 'll',
  parameters: {
    prop: { type: 'list', values: ['autonym', 'langname', 'url'] },
    lang: { type: 'string' },
    title: { type: 'string' },
    inlanguagecode: { type: 'string' },
    ...paging,
  },
  run: nothing,
});

export const templates = defineProp({
  name: 'templates',
  prefix: 'tl',
  parameters: {
    namespace: { type: 'namespaces' },
    templates: { type: 'list' },
    ...paging,
  },
  run: nothing,
});

export const imageInfo = defineProp({
  name: 'imageinfo',
  prefix: 'ii',
  parameters: {
    prop: { type: 'list' },
    start: { type: 'timestamp' },
    end: { type: 'timestamp' },
    urlwidth: { type: 'integer' },
    urlheight: { type: 'integer' },
    metadataversion: { type: 'string' },
    limit: { type: 'limit', default: '1' },
    continue: { type: 'string' },
  },
  run: nothing,
});

export const categoryInfo = defineProp({
  name: 'categoryinfo',
  prefix: 'ci',
  parameters: { continue: { type: 'string' } },
  run: nothing,
});

async function nothing(): Promise<PropAnswer> {
  return { parts: new Map() };
}
