/** Planning an edit from a JSON Patch: patch the resource's JSON, read the result, judge it. */
import { failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import { readWhole } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import type { ChangeOp } from '../../edit/change-ops/change-op.ts';
import { editLimits } from '../../edit/validate/limits.ts';
import { RestError } from './errors.ts';
import { restError } from './failure-errors.ts';
import { applyPatch, readPatch } from './json-patch.ts';
import type { PatchOperation, PatchResult } from './json-patch.ts';
import type { RestRequest } from './operation.ts';
import type { Change } from './resource.ts';

interface Patched {
  /** The resource as it is shown. */
  readonly json: unknown;
  readonly placeOf: Change['placeOf'];
  /** From the patched JSON to the edit. */
  readonly read: (json: unknown, reading: Reading) => readonly ChangeOp[] | undefined;
  readonly answer: Change['answer'];
  /** What has to be found out about the patched JSON before it can be read. */
  readonly prepare?: (json: unknown) => Promise<void>;
}

export async function planPatch(
  { body }: RestRequest,
  { json, placeOf, read, answer, prepare }: Patched,
): Promise<Change | RestError> {
  const patch = readWhole(body, (_, reading) => reading.at('patch', body['patch'], readPatch));
  if (!patch.ok) return restError(patch.failures);
  const applied = applyPatch(json, patch.value);
  if (applied.outcome !== 'patched') return patchError(applied, patch.value);
  const { document } = applied;
  await prepare?.(document);
  const judged = { kind: 'patch', result: document } as const;
  const ops = readWhole(document, read);
  return ops.ok ? { ops: ops.value, placeOf, judged, answer } : restError(ops.failures, judged);
}

function patchError(
  result: Exclude<PatchResult, { outcome: 'patched' }>,
  operations: readonly PatchOperation[],
): RestError {
  const operation = operations[result.index];
  const path = jsonPointer(...(operation?.path ?? []));
  switch (result.outcome) {
    case 'target-missing': {
      const { index, member } = result;
      const from = operation !== undefined && 'from' in operation ? operation.from : [];
      const target = member === 'from' ? jsonPointer(...from) : path;
      const found = failure('patch-target-missing', { path: target });
      return new RestError('patch-target-not-found', found, {
        path: jsonPointer('patch', index, member),
      });
    }
    case 'test-failed':
      return new RestError('patch-test-failed', failure('patch-test-failed', { path }), {
        path: jsonPointer('patch', result.index),
        actual_value: result.actual,
      });
    case 'too-large': {
      const limit = editLimits.sizeBytes;
      const found = failure('body-too-large', { limitBytes: limit });
      return new RestError('resource-too-large', found, { limit });
    }
  }
}
