/** The modules by which somebody comes, goes, and gets an account. */
import type { ApiModule } from '../module.ts';
import { checkTokenModule } from './check-token.ts';
import { clientLoginModule } from './client-login.ts';
import { createAccountModule } from './create-account.ts';
import { loginModule } from './login.ts';
import { logoutModule } from './logout.ts';

export const accountModules: readonly ApiModule[] = [
  checkTokenModule,
  clientLoginModule,
  createAccountModule,
  loginModule,
  logoutModule,
];
