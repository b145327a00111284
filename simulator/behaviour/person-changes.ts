import { type NewsStamp, identityChangedEvent, numberChangedEvent, userIdChangedEvent, userIdUpdateEvent } from '../webhooks/changes.ts'
import type { WebhookEvent } from '../webhooks/events.ts'
import { textPart } from '../webhooks/parts.ts'
import { hearFrom, metadataFor, report } from './customers.ts'
import type { Person } from './people.ts'
import { type World, makeWamid } from './world.ts'

/** How a change is told: what the person writes under the new id before Meta tells of it, and by which field. */
export type Telling = { readonly firstText?: string | undefined; readonly field?: 'messages' | 'user_id_update' }

/** Gives a person a new number and user id and tells it. False = the number belongs to somebody. @source reference part 12.1 */
export function changeNumber(world: World, person: Person, wish: Telling & { readonly digits: string }): boolean {
  const previous = world.people.changeNumber(person, wish.digits)
  if (previous === null) return false
  const before = { userId: previous.previousUserId, waId: previous.previousWaId }
  tell(world, person, { firstText: wish.firstText, event: (stamp) => numberChangedEvent(person, before, stamp) })
  return true
}

/** Gives a person a new user id and tells it. @source reference part 12.1 */
export function changeUserId(world: World, person: Person, wish: Telling): void {
  const before = { userId: world.people.changeUserId(person), waId: person.waId }
  const write = wish.field === 'user_id_update' ? userIdUpdateEvent : userIdChangedEvent
  tell(world, person, { firstText: wish.firstText, event: (stamp) => write(person, before, stamp) })
}

/** Gives a person a new phone, and with it another identity key, and tells it. @source reference part 8.3, identity changed */
export function changeIdentity(world: World, person: Person): void {
  person.identityTurn += 1
  tell(world, person, { firstText: undefined, event: (stamp) => identityChangedEvent(person, stamp) })
}

type Told = { readonly firstText: string | undefined; readonly event: (stamp: NewsStamp) => WebhookEvent }

function tell(world: World, person: Person, { firstText, event }: Told): void {
  if (firstText !== undefined) hearFrom(world, person, { part: textPart(firstText) })
  const atMs = world.clock.nowMs()
  report(world, event({ wamid: makeWamid(person, atMs), atMs, metadata: metadataFor(world) }))
}
