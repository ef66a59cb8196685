/**
 * What a disk may hold when the power goes: all that was synced, and of the rest whatever chance
 * kept, a sector of 512 bytes at a time. A deleted file is gone at once. Not modelled: lost
 * folders, and disks that lie about a flush.
 */
import type { FileEvent } from './strace.ts';

const SECTOR_BYTES = 512;

type Change = Extract<FileEvent, { kind: 'write' | 'truncate' }>;

/** A disk, as it is told what a program does. `random` gives numbers from 0 up to 1. */
export class Disk {
  readonly #files = new Map<string, DiskFile>();
  /** Thread → up to which change the sync that it waits for covers its file. */
  readonly #syncs = new Map<string, number>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  apply(event: FileEvent): void {
    switch (event.kind) {
      case 'write':
      case 'truncate':
        this.#file(event.path).change(event);
        break;
      case 'sync-begins':
        this.#syncs.set(event.thread, this.#file(event.path).changes);
        break;
      case 'sync-ends':
        this.#file(event.path).sync(this.#syncs.get(event.thread) ?? 0);
        break;
      case 'unlink':
        this.#files.delete(event.path);
        break;
      case 'said':
      case 'sync-failed':
        break;
    }
  }

  /** Path → content after a power cut now: with nothing more than was synced, or with some of it. */
  afterPowerCut(rest: 'all of it lost' | 'some of it kept'): Map<string, Buffer> {
    const survives = (change: Change): Change[] =>
      rest === 'all of it lost' || this.#random() < 0.5 ? [] : [this.#torn(change)];
    return new Map([...this.#files].map(([path, file]) => [path, file.afterPowerCut(survives)]));
  }

  #file(path: string): DiskFile {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = new DiskFile();
      this.#files.set(path, file);
    }
    return file;
  }

  /** One write in four ends at a sector in its middle. */
  #torn(change: Change): Change {
    if (change.kind === 'truncate' || this.#random() < 0.75) return change;
    const sectors = Math.floor((change.data.length * this.#random()) / SECTOR_BYTES);
    return { ...change, data: change.data.subarray(0, sectors * SECTOR_BYTES) };
  }
}

class DiskFile {
  /** All that surely survives. */
  readonly #durable = new FileContent();
  /** What was done since, in order. */
  readonly #pending: Change[] = [];
  /** How many changes are durable. */
  #synced = 0;

  get changes(): number {
    return this.#synced + this.#pending.length;
  }

  change(change: Change): void {
    this.#pending.push(change);
  }

  /** Syncs of two threads may overlap: the one that ends later may find nothing left to do. */
  sync(upTo: number): void {
    const count = Math.max(0, upTo - this.#synced);
    for (const change of this.#pending.splice(0, count)) this.#durable.apply(change);
    this.#synced += count;
  }

  afterPowerCut(survives: (change: Change) => Change[]): Buffer {
    const content = this.#durable.copy();
    for (const change of this.#pending.flatMap(survives)) content.apply(change);
    return content.bytes();
  }
}

class FileContent {
  #room = Buffer.alloc(0);
  #sizeBytes = 0;

  apply(change: Change): void {
    if (change.kind === 'truncate') {
      this.#resize(change.sizeBytes);
      return;
    }
    const end = change.offset + change.data.length;
    if (end > this.#sizeBytes) this.#resize(end);
    change.data.copy(this.#room, change.offset);
  }

  copy(): FileContent {
    const copy = new FileContent();
    copy.#room = Buffer.from(this.bytes());
    copy.#sizeBytes = this.#sizeBytes;
    return copy;
  }

  bytes(): Buffer {
    return this.#room.subarray(0, this.#sizeBytes);
  }

  #resize(sizeBytes: number): void {
    if (sizeBytes > this.#room.length) {
      const room = Buffer.alloc(sizeBytes * 2);
      this.bytes().copy(room);
      this.#room = room;
    }
    // What a file grows by is zero, also where it was longer before.
    if (sizeBytes < this.#sizeBytes) this.#room.fill(0, sizeBytes, this.#sizeBytes);
    this.#sizeBytes = sizeBytes;
  }
}
