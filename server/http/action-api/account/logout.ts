/** `logout`: ends the session, here and in the store. */
import { logOut } from '../../request/visitor.ts';
import { defineModule } from '../module.ts';

export const logoutModule = defineModule({
  name: 'logout',
  mustBePosted: true,
  token: 'csrf',
  parameters: {},
  async run(_values, { c, services }) {
    await logOut(c, services);
    return {};
  },
});
