/** `help`: what `paraminfo` tells programs, as a page for people. */
import { renderPage, setUpPage } from '../../pages/render.ts';
import type { Markup } from '../../pages/markup.ts';
import { defineModule } from '../module.ts';
import type { ApiModule } from '../module.ts';
import { contentKey } from '../format.ts';
import { modulesNamed } from './catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { helpBody } from './help-page.ts';

/** `catalogue` is asked for when it is needed: this module stands in it itself. */
export function helpModule(catalogue: () => Catalogue): ApiModule {
  return defineModule({
    name: 'help',
    summary: 'Explains modules and their parameters, as a page.',
    parameters: {
      modules: { type: 'list', default: 'main' },
      submodules: { type: 'boolean' },
      recursivesubmodules: { type: 'boolean' },
      wrap: { type: 'boolean' },
      toc: { type: 'boolean' },
    },
    async run({ modules, wrap, ...deeper }, request) {
      const { c, services, messages } = request;
      const all = catalogue();
      const below = deeper.submodules || deeper.recursivesubmodules ? submodulesOf(modules) : [];
      const found = modulesNamed([...modules, ...below], all);
      const title = messages.text('api-help-title');
      const body: Markup = helpBody({ title, modules: found, all, request });
      if (wrap) {
        const text = String(await body);
        return { help: { mime: 'text/html', [contentKey(request, 'help')]: text } };
      }
      await setUpPage(c, services);
      return renderPage(c, services, { title, body });
    },
  });
}

function submodulesOf(modules: readonly string[]): string[] {
  return modules.flatMap((path) => {
    if (path === 'main') return ['*'];
    return path === 'query' ? ['query+*'] : [];
  });
}
