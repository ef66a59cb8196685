/** `wbavailablebadges`: the items that can be a badge of a link to another site. */
import { defineModule } from '../module.ts';

export const availableBadgesModule = defineModule({
  name: 'wbavailablebadges',
  parameters: {},
  async run(_values, { services }) {
    const { badges } = await services.site.current();
    return { badges };
  },
});
