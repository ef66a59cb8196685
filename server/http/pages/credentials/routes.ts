/** The addresses of the pages on which somebody looks after the ways into their account. */
import { Hono } from 'hono';
import type { Services } from '../../services.ts';
import type { PageContext, PageEnv } from '../render.ts';
import { botPasswordsPage, submitBotPasswords } from './bot-passwords.ts';
import { consumersPage, submitConsumers } from './consumers.ts';
import { forOwner, forOwnerWithForm } from './own-account.ts';
import {
  changePasswordPage,
  passwordResetPage,
  submitChangePassword,
  submitPasswordReset,
} from './password.ts';

export function credentialRoutes(services: Services): Hono<PageEnv> {
  const at =
    (show: (c: PageContext, services: Services) => Promise<Response>) => (c: PageContext) =>
      show(c, services);
  return new Hono<PageEnv>()
    .get('/wiki/Special:BotPasswords', at(forOwner(botPasswordsPage)))
    .post('/wiki/Special:BotPasswords', at(forOwnerWithForm(submitBotPasswords)))
    .get('/wiki/Special:OAuthConsumers', at(forOwner(consumersPage)))
    .post('/wiki/Special:OAuthConsumers', at(forOwnerWithForm(submitConsumers)))
    .get('/wiki/Special:ChangePassword', at(forOwner(changePasswordPage)))
    .post('/wiki/Special:ChangePassword', at(forOwnerWithForm(submitChangePassword)))
    .get('/wiki/Special:PasswordReset', at(passwordResetPage))
    .post('/wiki/Special:PasswordReset', at(submitPasswordReset));
}
