import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import { writeWhole } from '../../table-export/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { utf8 } from '../export/collect.ts'
import { contactOf } from '../retention/settings.ts'
import { breachFacts } from './breach.ts'
import { recordsOf } from './records.ts'
import { sheetPage, type Block } from './sheet.ts'
import { dayText } from './say.ts'
import { sayIn } from './words.ts'

/** Writes a page as one file, whole or not at all. Errors: file-write-failed, disk-full, disk-read-only. */
export async function writePage(
  deps: PrivacyDeps,
  target: string,
  html: string,
): Promise<Result<{ readonly fileName: string; readonly sizeBytes: number }>> {
  const written = await writeWhole({ target, random: deps.random }, async (write) => write(utf8(html)))
  return written.ok ? ok({ fileName: written.value.fileName, sizeBytes: written.value.sizeBytes }) : written
}

/** Writes the record of processing or the breach sheet. Errors: file-write-failed, disk-full, disk-read-only. */
export function writeRecords(
  deps: PrivacyDeps,
  input: ParsedInput<'privacy.writeRecords'>,
): Promise<Result<CallOutput<'privacy.writeRecords'>>> {
  const locale = input.locale ?? deps.vault.shop.locale
  return writePage(deps, input.target, input.page === 'records' ? recordsHtml(deps, locale) : breachHtml(deps, locale, input.since ?? 0))
}

const setting = (deps: PrivacyDeps, locale: Locale) => ({ locale, timeZone: deps.vault.shop.timeZone })

/** The record of processing as a page; the same facts as on screen. */
export function recordsHtml(deps: PrivacyDeps, locale: Locale): string {
  const say = sayIn(locale)
  const { activities, processors } = recordsOf(deps, locale)
  const contact = Object.values(contactOf(deps.vault.store.read)).filter((text) => text !== '')
  const people = breachFacts(deps, 0).people
  const blocks: Block[] = [
    { kind: 'text', text: say('records.lead', { at: dayText(deps.clock.now(), setting(deps, locale)), people }) },
    { kind: 'facts', facts: [[say('records.contact'), contact.length === 0 ? deps.vault.shop.name : contact.join('\n')]] },
    ...activities.flatMap((activity): Block[] => [
      { kind: 'heading', text: say(`activity.${activity.activity}`) },
      {
        kind: 'facts',
        facts: [
          [say('records.people'), String(activity.people)],
          [say('records.data'), activity.data.join('\n')],
          [say('records.why'), activity.retention],
          [say('records.recipients'), activity.recipients.join('\n')],
        ],
      },
    ]),
    { kind: 'heading', text: say('records.processors') },
    ...processors.map((processor): Block => ({
      kind: 'facts',
      facts: [
        [processor.name, processor.purpose],
        [say('records.where'), processor.where],
        [say('records.terms'), processor.terms],
      ],
    })),
    { kind: 'text', text: say('processor.none') },
  ]
  return sheetPage({ locale, title: say('records.title', { shop: deps.vault.shop.name }), blocks })
}

/** The breach sheet: what the vault knows, and room for what only people know. */
export function breachHtml(deps: PrivacyDeps, locale: Locale, since: number): string {
  const say = sayIn(locale)
  const facts = breachFacts(deps, since)
  const time = (at: number) => dayText(at, setting(deps, locale))
  const exports = facts.exports.map(({ at, fileName, people }) => `${time(at)}: ${fileName} (${people})`)
  return sheetPage({
    locale,
    title: say('breach.title', { shop: deps.vault.shop.name }),
    blocks: [
      { kind: 'text', text: say('breach.lead', { since: time(since), at: time(deps.clock.now()) }) },
      {
        kind: 'facts',
        facts: [
          [say('breach.reportBy'), time(facts.reportBy)],
          [say('breach.people'), String(facts.people)],
          [say('breach.kinds'), facts.kinds.map(({ kind, count }) => `${kind}: ${count}`).join('\n')],
          [say('breach.refused'), String(facts.refusedSignIns)],
        ],
      },
      { kind: 'heading', text: say('breach.exports') },
      exports.length === 0 ? { kind: 'text', text: say('breach.none') } : { kind: 'list', items: exports },
      { kind: 'text', text: say('breach.encrypted') },
      ...(['breach.what', 'breach.who', 'breach.result', 'breach.done', 'breach.told'] as const).map((key): Block => ({
        kind: 'blank',
        label: say(key),
      })),
    ],
  })
}
