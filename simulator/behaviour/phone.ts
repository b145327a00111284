import { type EchoPart, type PhoneStamp, echoEvent, historyEvents, historyRefusedEvent, stateSyncEvent } from '../webhooks/coexistence.ts'
import { metadataFor, report } from './customers.ts'
import type { Person } from './people.ts'
import { type World, makeWamid } from './world.ts'

/** Lets staff write, edit or take back something on the shop's own phone. Returns the id of the message. @source reference part 14 */
export function writeOnPhone(world: World, person: Person, part: EchoPart): string {
  const wamid = makeWamid(person, world.clock.nowMs())
  report(world, echoEvent(person, part, { ...phoneStamp(world), wamid }))
  return wamid
}

/** Reports the first people of the scenario as the phone's address book. */
export function tellAddressBook(world: World, most: number, action: 'add' | 'remove'): void {
  report(world, stateSyncEvent(peopleWithNumbers(world, most), action, phoneStamp(world)))
}

/** Reports the chats of the first people, or that the shop does not share them. */
export function tellHistory(world: World, most: number | 'refused'): void {
  const stamp = phoneStamp(world)
  const events = most === 'refused' ? [historyRefusedEvent(stamp)] : historyEvents(peopleWithNumbers(world, most), stamp, makeWamid)
  for (const event of events) report(world, event)
}

function peopleWithNumbers(world: World, most: number): readonly Person[] {
  return world.people
    .all()
    .filter((person) => person.digits !== null)
    .slice(0, most)
}

function phoneStamp(world: World): PhoneStamp {
  return { shopDigits: world.scenario.shop.phoneDigits, metadata: metadataFor(world), atMs: world.clock.nowMs() }
}
