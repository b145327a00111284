import type { CallOutput } from '#contract/ipc/index.ts'
import type { ReadHandle } from '../store/index.ts'
import type { AutomationDeps } from './deps.ts'
import type { AutomationRow, Book } from './kept/book.ts'
import type { Chat } from './kept/chats.ts'
import { turnsSince } from './kept/people.ts'
import { openingAt, opensAfter, type Timetable } from './rules/hours.ts'
import { isLoop, type Turn } from './rules/loop.ts'
import type { Candidate, Facts } from './rules/decide.ts'
import { readTap } from './rules/payload.ts'
import { foldWords } from './words/fold.ts'

type Content = CallOutput<'inbox.reply'>['content']

/** What a customer said, as the rules read it. */
export type Spoken = { readonly text: string | null; readonly payload: string | null }

/** Only what was written or tapped has words; the line under a picture is about the picture, and that is for a person. */
export const spokenIn = (content: Content): Spoken => ({
  text: content.kind === 'text' || content.kind === 'button' ? content.text : null,
  payload: content.kind === 'button' ? content.payload : null,
})

/** When the shop is open by an away text; null where nobody said. */
export function timetableOf({ vault, profile }: AutomationDeps, db: ReadHandle, work: AutomationRow['work']): Timetable | null {
  if (work.kind !== 'away') return null
  const hours = work.hours.kind === 'own' ? work.hours.hours : profile.hours(db)
  return hours.length === 0 && work.specialDays.length === 0
    ? null
    : { hours, specialDays: work.specialDays, timeZone: vault.shop.timeZone }
}

/** Closed when it was written and closed now: in the morning nobody hears that the shop is closed. */
const closedBy =
  (
    deps: AutomationDeps,
    db: ReadHandle,
    times: { readonly automations: readonly Candidate[]; readonly at: number; readonly now: number },
  ) =>
  (automationId: string): boolean | null => {
    const one = times.automations.find((candidate) => candidate.automationId === automationId)
    const table = one === undefined ? null : timetableOf(deps, db, one.work)
    return table === null ? null : !openingAt(table, times.at).isOpen && !openingAt(table, times.now).isOpen
  }

/** Words for {{opens}} and {{holiday}} in away texts, in the reader's language. */
export function awayValues(
  deps: AutomationDeps,
  db: ReadHandle,
  away: { readonly work: AutomationRow['work']; readonly language: string },
) {
  const now = deps.clock.now()
  const table = timetableOf(deps, db, away.work)
  const opens = table === null ? null : opensAfter(table, now)
  const holiday = table === null ? '' : openingAt(table, now).holiday
  return { holiday, opens: opens === null ? '' : timeWords(opens, now, { timeZone: deps.vault.shop.timeZone, language: away.language }) }
}

const DAY_MS = 86_400_000

function timeWords(at: number, now: number, { timeZone, language }: { readonly timeZone: string; readonly language: string }): string {
  const isSoon = at - now < 6 * DAY_MS
  const day = isSoon ? ({ weekday: 'long' } as const) : ({ month: 'long', day: 'numeric' } as const)
  try {
    return new Intl.DateTimeFormat(language.replaceAll('_', '-'), {
      timeZone,
      ...day,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at)
  } catch {
    // A word that is no language code: the numbers are the same in every language.
    return new Intl.DateTimeFormat('en', { timeZone, ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  }
}

export type Asking = {
  readonly book: Book
  readonly chat: Chat
  readonly customerSeq: number | null
  readonly spoken: Spoken
  readonly language: string | null
  readonly silenceMs: number | null
  readonly at: number
  readonly now: number
}

/** Gathers what the decision needs. */
export function factsOf(deps: AutomationDeps, db: ReadHandle, asking: Asking): Facts {
  const { book, chat, spoken, at, now } = asking
  return {
    now,
    message: {
      text: spoken.text,
      tap: readTap(spoken.payload),
      at,
      wish: spoken.text === null ? null : deps.customer.offerWord(spoken.text),
    },
    person: { language: asking.language, silenceMs: asking.silenceMs },
    chat,
    automations: book.automations,
    settings: book.settings,
    isPaused: book.paused !== null,
    isLoop:
      asking.customerSeq !== null &&
      isLoop(turnsOf(db, asking.customerSeq, { now, minutes: book.settings.loop.minutes }), now, book.settings.loop),
    isClosed: closedBy(deps, db, { automations: book.automations, at, now }),
  }
}

function turnsOf(db: ReadHandle, customerSeq: number, { now, minutes }: { readonly now: number; readonly minutes: number }): Turn[] {
  return turnsSince(db, customerSeq, now - minutes * 60_000).map(({ direction, at, sentBy, content }) => {
    const parsed = JSON.parse(content) as Content
    const isTap = parsed.kind === 'button'
    return { direction, at, isAutomatic: sentBy === 'auto', isTap, text: foldWords(wordsOf(parsed)) }
  })
}

const wordsOf = (content: Content): string =>
  content.kind === 'text' || content.kind === 'button' || content.kind === 'menu' || content.kind === 'products' ? content.text : ''
