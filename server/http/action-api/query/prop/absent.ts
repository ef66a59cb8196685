/**
 * Properties of what no page here has: templates, files, categories. Programs that ask every wiki
 * for them learn that there are none.
 */
import { defineProp } from '../query-module.ts';
import type { PropAnswer } from '../query-module.ts';

export const templates = defineProp({
  name: 'templates',
  prefix: 'tl',
  summary: 'The pages that a page includes: none, pages here include nothing.',
  parameters: {
    namespace: { type: 'namespaces' },
    templates: { type: 'list' },
    dir: { type: 'enum', values: ['ascending', 'descending'], default: 'ascending' },
    limit: { type: 'limit', default: '10' },
    continue: { type: 'string' },
  },
  run: nothing,
});

export const imageInfo = defineProp({
  name: 'imageinfo',
  prefix: 'ii',
  summary: 'What is known of a file: nothing, there are no files here.',
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
  summary: 'How much a category holds: nothing, there are no categories here.',
  parameters: { continue: { type: 'string' } },
  run: nothing,
});

async function nothing(): Promise<PropAnswer> {
  return { parts: new Map() };
}
