/** A view context for tests: English, with the given labels. */
import { catalogue } from '../i18n/catalogues.ts';
import { createMessages } from '../i18n/message.ts';
import type { Datatype } from '../../schema/datatypes.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { ViewContext } from './view-context.ts';

export function testContext(
  labels: Readonly<Record<string, string>>,
  overrides: Partial<ViewContext> = {},
  datatypes: Readonly<Record<string, Datatype>> = {},
): ViewContext {
  return {
    messages: createMessages('en', catalogue('en')),
    languages: ['en', 'mul'],
    site: defaultSiteSettings,
    label: (id) => {
      const text = labels[id];
      return text === undefined ? undefined : { text, language: 'en' };
    },
    datatypeOf: (property) => datatypes[property],
    formatterUrlOf: () => undefined,
    ...overrides,
  };
}
