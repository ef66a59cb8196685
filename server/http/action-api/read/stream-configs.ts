/** `streamconfigs`: which streams of events there are, and what their events look like. */
import { RECENT_CHANGE_STREAM } from '../../../stream/recent-change.ts';
import { defineModule } from '../module.ts';

const streams: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [RECENT_CHANGE_STREAM]: { schema_title: 'mediawiki/recentchange' },
};

export const streamConfigsModule = defineModule({
  name: 'streamconfigs',
  parameters: {
    streams: { type: 'list' },
    constraints: { type: 'list' },
    all_settings: { type: 'boolean' },
  },
  async run({ streams: names, constraints = [], all_settings: all }) {
    const asked = Object.entries(streams).filter(
      ([name, settings]) =>
        names?.includes(name) !== false && constraints.every((each) => holds(each, settings)),
    );
    const shown = asked.map(([name, settings]) => [
      name,
      all ? { ...settings, stream: name, topics: [name] } : settings,
    ]);
    return { streams: Object.fromEntries(shown) };
  },
});

/** `setting=value` */
function holds(constraint: string, settings: Readonly<Record<string, string>>): boolean {
  const [setting = '', ...value] = constraint.split('=');
  return Object.hasOwn(settings, setting) && settings[setting] === value.join('=');
}
