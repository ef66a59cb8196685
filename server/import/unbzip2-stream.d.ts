declare module 'unbzip2-stream' {
  import type { Duplex } from 'node:stream';

  /** A stream that takes bzip2 and gives plain bytes; several packed streams in a row are one. */
  export default function unbzip2(): Duplex;
}
