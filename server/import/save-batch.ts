/** Saves what a dump holds through the bulk entrance of the edits. */
import type { EditContext } from '../edit/edit-context.ts';
import { saveImported, type ImportOptions as SaveOptions } from '../edit/save-imported.ts';
import type { ImportOptions } from './import.ts';

/** The `save` of an import. It rejects where nothing can be saved at all: on a full disk. */
export function batchSaver(options: SaveOptions, context: EditContext): ImportOptions['save'] {
  return async (documents) => {
    const result = await saveImported(documents, options, context);
    if (!result.ok) throw new Error(result.failures.map(({ code }) => code).join(', '));
    const rejected = new Map(result.value.rejected.map(({ id, failures }) => [id, failures]));
    const unchanged = new Set(result.value.unchanged);
    return documents.map(({ id }) => {
      const failures = rejected.get(id);
      if (failures !== undefined) return { outcome: 'rejected', failures };
      return { outcome: unchanged.has(id) ? 'unchanged' : 'saved' };
    });
  };
}
