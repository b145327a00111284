import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { until } from './random.ts'

const WATCHED = 'fsync,fdatasync,pwrite64,ftruncate,write,writev,sendmsg,sendto'

/** Why system calls can not be watched here; null when they can. */
export function noStrace(): string | null {
  if (process.platform !== 'linux') return 'needs Linux'
  const tried = spawnSync('strace', ['-D', '-f', '-o', '/dev/null', 'true'], { stdio: 'ignore' })
  if (tried.error !== undefined) return 'strace is not installed'
  return tried.status === 0 ? null : 'strace may not watch programs here'
}

/** What to start a program under so that its writes, syncs and requests are written to a file; the program keeps its process id. */
export const watchedBy = (log: string, extra: readonly string[] = []): readonly string[] => [
  ...['strace', '-D', '-f', '--seccomp-bpf', '-y', '-s', '80', '-o', log, '-e', `trace=${WATCHED}`],
  ...extra,
]

/** One stretch of a file that was written and not yet synced. */
export type Dirty = { readonly from: number; readonly to: number }

export type Watched = {
  /** Messages whose first byte was written, and of these those at which something of the write-ahead log was not synced. */
  readonly requests: number
  readonly early: number
  readonly syncs: number
  /** What was not synced at the end. */
  readonly dirty: readonly Dirty[]
  /** Requests that began after the first sync that failed; null when none failed. */
  readonly afterFailure: number | null
}

const PART = /^\d+\s+(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)$/
const MESSAGE = /"POST \/\S*\/(?:marketing_)?messages\b/

/** Waits until strace has written how the program ended. */
export const watchEnded = (log: string) =>
  until('strace has written its last line', async () => existsSync(log) && /^\d+ \+\+\+ (?:killed|exited)[^\n]*\n$/m.test(tail(log)))

const tail = (log: string): string => readFileSync(log, 'utf8').slice(-400)

type Seen = { readonly kind: 'write'; readonly dirty: Dirty } | { readonly kind: 'request' | 'sync' | 'failed' | 'cut' }

/** What one line means; null for lines that matter to nobody. A sync counts from its end, a write from its beginning, so nothing is judged too well. */
function understand(line: string): Seen | null {
  const [, call = '', rest = ''] = PART.exec(line) ?? []
  const isResumed = line.includes(' resumed>')
  if (MESSAGE.test(rest)) return { kind: 'request' }
  if (!isResumed && !rest.includes('vault.db-wal>')) return null
  if (call === 'pwrite64') return isResumed ? null : { kind: 'write', dirty: writtenBy(rest) }
  if (call === 'ftruncate') return { kind: 'cut' }
  if (call !== 'fsync' && call !== 'fdatasync') return null
  if (rest.endsWith('= 0')) return { kind: 'sync' }
  return rest.includes('EIO') ? { kind: 'failed' } : null
}

/** Reads what strace saw. */
export function readWatched(log: string): Watched {
  const found = { requests: 0, early: 0, syncs: 0, afterFailure: null as number | null }
  let dirty: Dirty[] = []
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const seen = understand(line)
    if (seen?.kind === 'write') dirty.push(seen.dirty)
    if (seen?.kind === 'sync' || seen?.kind === 'cut') dirty = []
    if (seen?.kind === 'sync') found.syncs += 1
    if (seen?.kind === 'failed') found.afterFailure ??= 0
    if (seen?.kind !== 'request') continue
    found.requests += 1
    if (dirty.length > 0) found.early += 1
    if (found.afterFailure !== null) found.afterFailure += 1
  }
  return { ...found, dirty }
}

function writtenBy(rest: string): Dirty {
  const [, size = '0', from = '0'] = /, (\d+), (\d+)(?:\)| <unfinished)/.exec(rest) ?? []
  return { from: Number(from), to: Number(from) + Number(size) }
}

/** Takes from a file what the disk would not have kept: it becomes zeros, as after a power cut. */
export function forget(file: string, dirty: readonly Dirty[]): void {
  if (!existsSync(file)) return
  const handle = openSync(file, 'r+')
  const size = statSync(file).size
  for (const { from, to } of dirty) {
    const end = Math.min(to, size)
    if (from < end) writeSync(handle, Buffer.alloc(end - from), 0, end - from, from)
  }
  closeSync(handle)
}
