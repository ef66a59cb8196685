/** `help`: what `paraminfo` tells programs, as a page for people. */
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import { renderPage, setUpPage } from '../../pages/render.ts';
import type { PageContext } from '../../pages/render.ts';
import { interfaceMessages } from '../../request/reader.ts';
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
    parameters: {
      modules: { type: 'list', default: 'main' },
      submodules: { type: 'boolean' },
      recursivesubmodules: { type: 'boolean' },
      wrap: { type: 'boolean' },
      toc: { type: 'boolean' },
    },
    async run({ modules, wrap, ...deeper }, request) {
      const { services, language, site } = request;
      const all = catalogue();
      const below = deeper.submodules || deeper.recursivesubmodules ? submodulesOf(modules) : [];
      const found = modulesNamed([...modules, ...below], all);
      if (wrap) {
        const languages = fallbackChain(language);
        const reader = { messages: interfaceMessages(languages), languages };
        const text = String(await helpBody({ modules: found, all, reader, site }));
        return { help: { mime: 'text/html', [contentKey(request, 'help')]: text } };
      }
      const c = request.c as PageContext;
      await setUpPage(c, services);
      const reader = c.get('reader');
      const title = reader.messages.text('api-help-title');
      return renderPage(c, services, {
        title,
        body: helpBody({ modules: found, all, reader, site }),
      });
    },
  });
}

function submodulesOf(modules: readonly string[]): string[] {
  return modules.flatMap((path) => {
    if (path === 'main') return ['*'];
    return path === 'query' ? ['query+*'] : [];
  });
}
