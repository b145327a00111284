import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RetentionSource } from '../privacy/index.ts'

const HEAD_BYTES = 4_096
const TIME = /"time":"([^"]{10,40})"/

/** The engine's log and the shell's beside it, each with the one before. */
const filesOf = (logFile: string): readonly string[] => {
  const shell = join(dirname(logFile), 'shell.log')
  return [logFile, `${logFile}.1`, shell, `${shell}.old`]
}

/**
 * Lines of the logs by their age. A log is written to for months where little happens, so that whole files are no measure:
 * from each one the lines go that are too old, and a file that holds no other goes with them.
 */
export function logLinesByAge(logFile: string): RetentionSource {
  const holdsOld = (file: string, before: number): boolean => existsSync(file) && firstTime(file) < before
  const oldOnes = (before: number): readonly string[] => filesOf(logFile).filter((file) => holdsOld(file, before))
  return {
    kind: 'logs',
    count: (_db, before) => ({ count: oldOnes(before).length, held: 0 }),
    remove(_db, before) {
      const old = oldOnes(before)
      for (const file of old) cutBefore(file, before)
      return old.length
    },
  }
}

const timeOf = (line: string): number => Date.parse(TIME.exec(line)?.[1] ?? '')

/** When the first line of a file was written, ms; infinity where none says so. */
function firstTime(file: string): number {
  const open = openSync(file, 'r')
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    const bytes = readSync(open, head, 0, HEAD_BYTES, 0)
    const at = timeOf(head.toString('utf8', 0, bytes))
    return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at
  } finally {
    closeSync(open)
  }
}

/** Takes the old lines out of a file in place: whoever writes to it has it open and goes on at its end. */
function cutBefore(file: string, before: number): void {
  const bytes = readFileSync(file)
  const kept = bytes.subarray(beginOfKept(bytes, before))
  if (kept.length === 0 && /\.(?:1|old)$/.test(file)) return rmSync(file, { force: true })
  const open = openSync(file, 'r+')
  try {
    // What was written since is behind what was read.
    const since = readSince(open, bytes.length)
    const whole = Buffer.concat([kept, since])
    writeSync(open, whole, 0, whole.length, 0)
    ftruncateSync(open, whole.length)
  } finally {
    closeSync(open)
  }
}

/** Where the first line begins that is young enough; a line without a time is as old as the one before. */
function beginOfKept(bytes: Buffer, before: number): number {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start)
    const next = end === -1 ? bytes.length : end + 1
    if (timeOf(bytes.toString('utf8', start, next)) >= before) return start
    start = next
  }
  return bytes.length
}

function readSince(open: number, from: number): Buffer {
  const since = Buffer.alloc(Math.max(0, fstatSync(open).size - from))
  readSync(open, since, 0, since.length, from)
  return since
}
