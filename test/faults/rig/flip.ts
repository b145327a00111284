import { closeSync, openSync, readSync, writeSync } from 'node:fs'

/** Turns all bits of one byte of a file, as a bad disk may. */
export function flip(file: string, at: number): void {
  const handle = openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  readSync(handle, byte, 0, 1, at)
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 0xff]), 0, 1, at)
  closeSync(handle)
}
