import { existsSync, renameSync, statSync } from 'node:fs'
import pino from 'pino'
import { createLogger, silentLogger, type Logger } from '../kernel/index.ts'

const ROTATE_ABOVE_BYTES = 5_242_880

/** Takes secrets out of text, in every spelling in which they could have got there. */
export type Redactor = { hide(secret: string): void; clean(text: string): string }

/** Makes a redactor; secrets shorter than six characters would take out ordinary words and are left to the field rules. */
export function createRedactor(): Redactor {
  const spellings = new Set<string>()
  return {
    hide(secret) {
      if (secret.length < 6) return
      const bytes = Buffer.from(secret)
      const json = JSON.stringify(secret).slice(1, -1)
      for (const spelling of [
        secret,
        json,
        encodeURIComponent(secret),
        bytes.toString('base64'),
        bytes.toString('base64url'),
        bytes.toString('hex'),
      ])
        spellings.add(spelling)
    },
    clean(text) {
      let cleaned = text
      for (const spelling of spellings) cleaned = cleaned.replaceAll(spelling, '[secret]')
      return cleaned
    },
  }
}

const keepOneOlder = (file: string): void => renameSync(file, `${file}.1`)
const isFull = (file: string): boolean => existsSync(file) && statSync(file).size > ROTATE_ABOVE_BYTES

/** Opens the log: a file for us alone, standard error, or nothing. */
export function openLog(options: {
  readonly file: string | undefined
  readonly toStandardError: boolean
  readonly redactor: Redactor
}): Logger {
  if (options.file === undefined && !options.toStandardError) return silentLogger
  if (options.file !== undefined && isFull(options.file)) keepOneOlder(options.file)
  // Written at once, so that the last line before a crash is there.
  const output = pino.destination({ dest: options.file ?? 2, sync: true, mkdir: true, mode: 0o600 })
  let bytes = options.file === undefined ? 0 : statSync(options.file).size
  const write = (line: string): void => {
    const cleaned = options.redactor.clean(line)
    bytes += Buffer.byteLength(cleaned)
    // Shopbell runs for weeks: the file is turned over while it is written to, not only at the next start.
    if (options.file !== undefined && bytes > ROTATE_ABOVE_BYTES) {
      keepOneOlder(options.file)
      output.reopen()
      bytes = 0
    }
    output.write(cleaned)
  }
  const writer = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, { write })
  return createLogger((level, { event, ...fields }) => writer[level](fields, event))
}
