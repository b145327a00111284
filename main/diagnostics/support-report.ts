import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { ok, type Result } from '#contract/kernel/result.ts'
import { writeWhole } from '../whole-file.ts'

/** One file of a report, as a person is shown it. */
export type ReportEntry = { readonly name: string; readonly sizeBytes: number }
export type SupportReport = { readonly fileName: string; readonly sizeBytes: number; readonly entries: readonly ReportEntry[] }

// The logs are clean when they are written. What looks like a number, an address or a key is taken out once more, because a
// report leaves the computer.
const SUSPECT = [
  /\+?\d(?:[\s().-]?\d){8,}/g,
  /[^\s"'<>@]+@[^\s"'<>@]+\.[a-z]{2,}/gi,
  /EAA[A-Za-z0-9]{10,}/g,
  /[0-9a-f]{40,}/gi,
  /(?<=bearer\s)\S+/gi,
] as const

/** Times as logs write them have many digits too and say nothing of anybody. */
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g

const clean = (text: string): string => SUSPECT.reduce((left, pattern) => left.replace(pattern, '[left out]'), text)

/** Takes out of a text what could be a number, an address or a key; times stay. */
export function withoutSuspects(text: string): string {
  const times = text.match(TIME) ?? []
  return text
    .split(TIME)
    .map((between, index) => clean(between) + (times[index] ?? ''))
    .join('')
}

/**
 * Writes a ZIP for whoever helps: the logs (names of events, ids, codes, counts) and the versions; never the database, files of
 * chats or preferences. Errors: disk-full, file-write-failed; nothing is left behind then.
 */
export function writeSupportReport(options: {
  readonly logs: string
  readonly target: string
  readonly versions: Readonly<Record<string, string>>
}): Result<SupportReport> {
  const names = readdirSync(options.logs).filter((name) => /^(?:shell|engine)\.log(?:\.old|\.1)?$/.test(name))
  const texts: [string, string][] = names.map((name) => [name, withoutSuspects(readFileSync(join(options.logs, name), 'utf8'))])
  texts.push(['versions.json', `${JSON.stringify(options.versions, null, 2)}\n`])
  const files = Object.fromEntries(texts.map(([name, text]) => [name, strToU8(text)]))
  const zip = zipSync(files, { level: 6 })
  const written = writeWhole(options.target, zip)
  if (!written.ok) return written
  const entries = Object.entries(files).map(([name, bytes]) => ({ name, sizeBytes: bytes.length }))
  return ok({ fileName: basename(options.target), sizeBytes: zip.length, entries })
}
