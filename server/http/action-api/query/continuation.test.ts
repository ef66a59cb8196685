import { describe, expect, test } from 'vitest';
import { ApiError } from '../module.ts';
import { continuationJson, readContinue } from './continuation.ts';
import type { Stops } from './continuation.ts';

function stops(parts: Partial<Stops>): Stops {
  return { lists: new Map(), props: new Map(), generator: undefined, generatorHere: {}, ...parts };
}

describe('an answer says how to go on', () => {
  test.each<[string, Partial<Stops>, object]>([
    ['all is done', { lists: new Map([['tokens', undefined]]) }, { batchcomplete: true }],
    [
      'a list has more',
      {
        lists: new Map([
          ['allpages', { apcontinue: 'Q2' }],
          ['siteinfo', undefined],
        ]),
        props: new Map([['info', undefined]]),
      },
      { batchcomplete: true, continue: { apcontinue: 'Q2', continue: '-||siteinfo|info' } },
    ],
    [
      'a property of the pages has more',
      { props: new Map([['revisions', { rvcontinue: '1' }]]) },
      { continue: { rvcontinue: '1', continue: '||' } },
    ],
    [
      'a property of generated pages has more: the generator stays where it is',
      {
        props: new Map([
          ['revisions', { rvcontinue: '1' }],
          ['info', undefined],
        ]),
        generator: { gapcontinue: 'Q9' },
        generatorHere: { gapcontinue: 'Q5' },
      },
      { continue: { rvcontinue: '1', gapcontinue: 'Q5', continue: 'gapcontinue||info' } },
    ],
    [
      'the generator has more: its properties start again',
      { props: new Map([['info', undefined]]), generator: { gapcontinue: 'Q9' } },
      { batchcomplete: true, continue: { gapcontinue: 'Q9', continue: 'gapcontinue||' } },
    ],
  ])('%s', (_name, parts, json) => {
    expect(continuationJson(stops(parts))).toEqual(json);
  });
});

describe('and the next request is read', () => {
  test.each<[string | undefined, boolean, string[]]>([
    [undefined, false, []],
    ['', false, []],
    ['||', false, []],
    ['-||', true, []],
    ['-||siteinfo|info', true, ['siteinfo', 'info']],
    ['gapcontinue||info', false, ['info']],
  ])('%s', (text, pagesDone, finished) => {
    expect(readContinue(text)).toEqual({ pagesDone, finished: new Set(finished) });
  });

  test.each(['nonsense', '-', 'a||b||c'])('%s is no such text', (text) => {
    const point = readContinue(text);
    expect(point instanceof ApiError && point.code).toBe('badcontinue');
  });
});
