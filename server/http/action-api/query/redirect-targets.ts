/** Which pages only lead to another one: their text alone tells, but it is never long. */
import { readStored } from '../../../../schema/model/stored-json.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import type { Records } from '../../services.ts';

/** Stored JSON of a redirect is two ids and little else. What is longer is none, and is not read. */
const MOST_REDIRECT_BYTES = 200;

/** Where they lead, by the ids of those documents that are redirects. */
export async function redirectTargets(
  pages: Iterable<Pick<RevisionInfo, 'documentId' | 'sizeBytes'>>,
  records: Records,
): Promise<Map<string, string>> {
  const short = [...pages].filter(({ sizeBytes }) => sizeBytes <= MOST_REDIRECT_BYTES);
  const stored = await records.documents(short.map(({ documentId }) => documentId));
  return new Map(
    [...stored].flatMap(([id, { kind, content }]): [string, string][] => {
      const document = readStored(kind, content);
      return document.type === 'redirect' ? [[id, document.target]] : [];
    }),
  );
}
