import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { destination, pino } from 'pino'

/** What may be logged: ids, codes, counts and times. Never names, numbers, texts, keys, addresses or whole error objects. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** The shell's log. */
export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** Writes the class of an error and where it happened, never its message: a message may carry anything. */
  error(event: string, cause: unknown): void
  /** Writes out what is still in memory. */
  close(): void
}

const LARGEST_BYTES = 2_000_000

/** Where an error happened, without its message. */
const placeOf = (cause: unknown): { readonly kind: string; readonly stack: string } => {
  if (!(cause instanceof Error)) return { kind: typeof cause, stack: '' }
  const lines = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    kind: cause.name,
    stack: lines
      .slice(0, 8)
      .map((line) => line.trim())
      .join(' | '),
  }
}

/** Keeps one older file, so that logs never grow without end; both lose their old lines by the shop's rule (engine/host/log-age.ts). */
const turnOver = (file: string): void => renameSync(file, `${file}.old`)
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/**
 * Opens the log file.
 * @param folder is made when it is missing
 */
export const openLog = (folder: string): Log => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'shell.log')
  let bytes = sizeOf(file)
  if (bytes > LARGEST_BYTES) {
    turnOver(file)
    bytes = 0
  }
  const target = destination({ dest: file, sync: true, mode: 0o600 })
  const write = (line: string): void => {
    bytes += Buffer.byteLength(line)
    if (bytes > LARGEST_BYTES) {
      turnOver(file)
      target.reopen()
      bytes = 0
    }
    target.write(line)
  }
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write })
  return {
    info: (event, fields = {}) => logger.info({ event, ...fields }),
    warn: (event, fields = {}) => logger.warn({ event, ...fields }),
    error: (event, cause) => logger.error({ event, ...placeOf(cause) }),
    close: () => target.flushSync(),
  }
}
