/** `meta=allmessages`: the interface's words. */
import { catalogue } from '../../../../../client/i18n/catalogues.ts';
import { fallbackChain } from '../../../../../schema/model/languages/fallback.ts';
import { interfaceMessages } from '../../../request/reader.ts';
import { contentKey } from '../../format.ts';
import { defineMeta } from '../query-module.ts';

export const allMessages = defineMeta({
  name: 'allmessages',
  prefix: 'am',
  parameters: {
    messages: { type: 'list', default: '*' },
    filter: { type: 'string' },
    prefix: { type: 'string', default: '' },
    lang: { type: 'string' },
  },
  async run({ messages, filter = '', prefix, lang }, request) {
    const { language } = interfaceMessages(fallbackChain(lang ?? request.language));
    const texts: Readonly<Record<string, string>> = catalogue(language);
    const asked = messages.includes('*') ? Object.keys(texts) : messages;
    const wanted = asked.filter((name) => name.startsWith(prefix) && name.includes(filter));
    return {
      allmessages: wanted.map((name) => ({
        name,
        normalizedname: name,
        ...(Object.hasOwn(texts, name)
          ? { [contentKey(request, 'content')]: texts[name] }
          : { missing: true }),
      })),
    };
  },
});
