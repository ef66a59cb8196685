/** The modules that undo, look after and watch what others did. */
import type { ApiModule } from '../module.ts';
import { deleteModule, undeleteModule } from './delete.ts';
import { editModule } from './edit.ts';
import { patrolModule } from './patrol.ts';
import { revisionDeleteModule } from './revision-delete.ts';
import { rollbackModule } from './rollback.ts';
import { watchModule } from './watch.ts';

export const historyModules: readonly ApiModule[] = [
  deleteModule,
  editModule,
  patrolModule,
  revisionDeleteModule,
  rollbackModule,
  undeleteModule,
  watchModule,
];
