/** Digests of text (SPARQL 1.1, section 17.4.6). */
import { createHash } from 'node:crypto';
import type { FunctionTable } from './function.ts';
import { unary } from './function.ts';
import { text } from './value.ts';

export const hashFunctions: FunctionTable = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'].map(
  (algorithm) => [
    algorithm,
    unary((value) =>
      value.kind === 'text' && value.language === ''
        ? text(createHash(algorithm).update(value.text).digest('hex'))
        : undefined,
    ),
  ],
);
