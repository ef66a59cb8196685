/**
 * Turns what edits did into a file of blocks, beside the server: reads the store at low priority,
 * so that nobody waits for it. Told the data folder and where the file goes.
 */
import { setPriority } from 'node:os';
import { compactStore } from '../storage/storage.ts';

const LOW_PRIORITY = 10;

const [folder, path] = process.argv.slice(2);
if (folder === undefined || path === undefined) throw new Error('Which folder, which file?');
setPriority(LOW_PRIORITY);
compactStore({ folder }, path);
