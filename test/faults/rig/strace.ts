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
  'strace',
  '-D',
  '-f',
  '--seccomp-bpf',
  '-y',
  '-s',
  '80',
  '-o',
  log,
  '-e',
  `trace=${WATCHED}`,
  ...extra,
]

/** One stretch of a file that was written and not yet synced. */
export type Dirty = { readonly from: number; readonly to: number }

export type Watched = {
  /** Messages whose first byte was written, and of these those at which something of the write-ahead log was not synced. */
  readonly requests: number
  readonly early: number
  readonly syncs: number
  /** What was not synced at the end, and what a sync that failed has given up and nothing wrote again. */
  readonly dirty: readonly Dirty[]
  /** Requests that began after the first sync that failed; null when none failed. */
  readonly afterFailure: number | null
}

const PART = /^\d+\s+(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)$/
const MESSAGE = /"POST \/\S*\/(?:marketing_)?messages\b/

/** Waits until strace has written how the program ended, which is its last line; single threads may end long before. */
export const watchEnded = (log: string, pid: number) =>
  until(
    'strace has written its last line',
    async () => existsSync(log) && new RegExp(`^${pid} +\\+\\+\\+ (?:killed|exited).*\n`, 'm').test(tail(log)),
  )

const tail = (log: string): string => readFileSync(log, 'utf8').slice(-400)

type Seen = { readonly kind: 'write'; readonly dirty: Dirty } | { readonly kind: 'request' | 'sync' | 'failed' | 'cut' }
type Meaning = (rest: string, isResumed: boolean) => Seen | null

const syncMeans: Meaning = (rest) => (rest.endsWith('= 0') ? { kind: 'sync' } : rest.includes('EIO') ? { kind: 'failed' } : null)

/** What calls on the write-ahead log mean. A sync counts from its end, a write from its beginning, so nothing is judged too well. */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['pwrite64', (rest, isResumed) => (isResumed ? null : { kind: 'write', dirty: writtenBy(rest) })],
  ['ftruncate', () => ({ kind: 'cut' })],
  ['fsync', syncMeans],
  ['fdatasync', syncMeans],
])

function understand(line: string): Seen | null {
  const [, call = '', rest = ''] = PART.exec(line) ?? []
  const isResumed = line.includes(' resumed>')
  if (MESSAGE.test(rest)) return { kind: 'request' }
  if (!isResumed && !rest.includes('vault.db-wal>')) return null
  return meanings.get(call)?.(rest, isResumed) ?? null
}

/** Reads what strace saw. */
export function readWatched(log: string): Watched {
  const { givenUp, ...so } = readFileSync(log, 'utf8')
    .split('\n')
    .reduce<So>((before, line) => follow(before, understand(line)), {
      requests: 0,
      early: 0,
      syncs: 0,
      dirty: [],
      givenUp: [],
      afterFailure: null,
    })
  return { ...so, dirty: [...givenUp, ...so.dirty] }
}

/** What a failed sync should have kept stays lost, whatever later syncs say, until it is written again. */
type So = Watched & { readonly givenUp: readonly Dirty[] }

const isWithin = (inner: Dirty, outer: Dirty): boolean => inner.from >= outer.from && inner.to <= outer.to

function follow(so: So, seen: Seen | null): So {
  switch (seen?.kind) {
    case 'write':
      return { ...so, dirty: [...so.dirty, seen.dirty], givenUp: so.givenUp.filter((lost) => !isWithin(lost, seen.dirty)) }
    case 'cut':
      return { ...so, dirty: [], givenUp: [] }
    case 'sync':
      return { ...so, dirty: [], syncs: so.syncs + 1 }
    case 'failed':
      return { ...so, dirty: [], givenUp: [...so.givenUp, ...so.dirty], afterFailure: so.afterFailure ?? 0 }
    case 'request':
      return {
        ...so,
        requests: so.requests + 1,
        early: so.early + (so.dirty.length > 0 ? 1 : 0),
        afterFailure: so.afterFailure === null ? null : so.afterFailure + 1,
      }
    default:
      return so
  }
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
