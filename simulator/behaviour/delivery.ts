import { type SentMessage, type StatusNews, failedEvent, statusEvent } from '../webhooks/statuses.ts'
import type { AcceptedMessage } from './accepted.ts'
import { hasOpenWindow, report } from './customers.ts'
import { FREE_SERVICE_MESSAGES, type Fate, categoryOf, worldFateOf } from './fate.ts'
import { growWithUse } from './growth.ts'
import type { Person } from './people.ts'
import { between } from './random.ts'
import { react } from './reactions.ts'
import { tempoTables } from './tempo.ts'
import type { World } from './world.ts'

const HOUR_MS = 3_600_000
/** An answer within a day to somebody who came by an ad makes everything free for 72 hours. @source reference part 10, FEP */
const FREE_ENTRY_ANSWER_MS = 24 * HOUR_MS
const FREE_ENTRY_MS = 72 * HOUR_MS

/** Plans everything that follows an accepted message: statuses, and what the person does. Does nothing at once. */
export function followUp(world: World, accepted: AcceptedMessage): void {
  const { person, template } = accepted
  const turn = person.receivedCount
  person.receivedCount += 1
  notePerson(world, accepted)
  const fate = worldFateOf(world, accepted)
  const isQuiet = person.temper.reaction === 'silent' && !person.temper.isTalkative
  remember(world, accepted)
  if (!world.areWebhooksOn && isQuiet && !accepted.isPaced) return
  const message = describe(world, accepted)
  if (accepted.isPaced && template !== null) {
    world.pacing.hold(template.id, {
      release: () => run(world, accepted, { fate, turn, message }),
      drop: () => run(world, accepted, { fate: { kind: 'failed', code: 132015 }, turn, message }),
    })
    return
  }
  run(world, accepted, { fate, turn, message })
}

type Course = { readonly fate: Fate; readonly turn: number; readonly message: SentMessage }

function run(world: World, accepted: AcceptedMessage, { fate, turn, message }: Course): void {
  const { person, request, wamid } = accepted
  const table = tempoTables[world.tempo]
  let atMs = 0
  const step = (name: 'sent' | 'delivered' | 'read' | 'react', act: () => void): void => {
    atMs += between(table[name], world.seed, person.key, turn, name)
    world.clock.schedule(atMs, act)
  }
  const news = (): StatusNews => ({ person, message, atMs: world.clock.nowMs(), version: world.webhookVersion })
  const status = (name: 'sent' | 'delivered' | 'read'): void =>
    step(name, () => {
      world.management.messages.step(wamid, { status: name, atMs: world.clock.nowMs() })
      report(world, statusEvent(news(), name))
    })
  if (fate.kind === 'vanished') return
  if (fate.kind === 'failed') {
    step('sent', () => {
      world.management.messages.step(wamid, { status: 'failed', atMs: world.clock.nowMs() })
      report(world, failedEvent(news(), fate.code))
    })
    return
  }
  status('sent')
  // Of reactions nothing more is told. @source reference part 2.1
  if (fate.kind === 'undelivered' || request.type === 'reaction') return
  status('delivered')
  if (fate.isRead) status('read')
  if (fate.isRead && request.type === 'audio' && request.audio.voice === true)
    step('read', () => report(world, statusEvent(news(), 'played')))
  step('react', () => react(world, accepted, turn))
}

function notePerson(world: World, { person, request }: AcceptedMessage): void {
  const nowMs = world.clock.nowMs()
  if (request.to !== undefined) person.lastWrittenToNumberMs = nowMs
  if (person.cameByAdMs !== null && nowMs - person.cameByAdMs < FREE_ENTRY_ANSWER_MS) person.freeEntryUntilMs = nowMs + FREE_ENTRY_MS
  person.cameByAdMs = null
  if (hasOpenWindow(world, person)) return
  world.reach.add(person.key, nowMs)
  growWithUse(world)
}

function remember(world: World, { wamid, person, template }: AcceptedMessage): void {
  const sentAtMs = world.clock.nowMs()
  world.management.messages.add({ wamid, person: person.key, templateId: template?.id ?? null, category: categoryOf(template), sentAtMs })
}

function describe(world: World, { request, person, template, wamid, edge }: AcceptedMessage): SentMessage {
  const category = categoryOf(template)
  const freeEntryUntilMs =
    person.freeEntryUntilMs !== null && person.freeEntryUntilMs > world.clock.nowMs() ? person.freeEntryUntilMs : null
  return {
    wamid,
    opaque: request.biz_opaque_callback_data ?? null,
    category: freeEntryUntilMs === null ? (edge === 'marketing_messages' ? 'marketing_lite' : category) : 'referral_conversion',
    isSentToNumber: request.to !== undefined,
    pricingType: freeEntryUntilMs === null ? pricingTypeOf(world, person, category) : 'free_entry_point',
    freeEntryUntilMs,
  }
}

function pricingTypeOf(world: World, person: Person, category: string): string {
  if (category !== 'service' || !hasOpenWindow(world, person)) return 'regular'
  world.freeServiceMessages += 1
  // How Meta marks the allowance is not published; this is the word it used for free replies before.
  return world.freeServiceMessages <= FREE_SERVICE_MESSAGES ? 'free_customer_service' : 'regular'
}
