/** The modules of those who look after the wiki and its people. */
import type { ApiModule } from '../module.ts';
import { blockModule, unblockModule } from './block.ts';
import { protectModule } from './protect.ts';
import { manageTagsModule, tagModule } from './tags.ts';
import { userRightsModule } from './user-rights.ts';

export const moderationModules: readonly ApiModule[] = [
  blockModule,
  manageTagsModule,
  protectModule,
  tagModule,
  unblockModule,
  userRightsModule,
];
