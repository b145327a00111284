import type { ScenarioPerson } from '../behaviour/people.ts'
import { type Temper, quietTemper } from '../behaviour/temper.ts'
import { createPlainScenario } from './plain.ts'
import type { Scenario, StoryStep } from './scenario.ts'

const PEOPLE = 6
const talkative: Temper = { ...quietTemper('en'), isTalkative: true }

/** Two whose numbers nobody knows, two whose numbers hide behind a username. */
const usernamePeople: readonly ScenarioPerson[] = [
  { name: 'Lucky', digits: null, username: '@lucky', temper: talkative },
  { name: 'Noor', digits: null, username: '@noor.my', temper: talkative },
  { name: 'Ana', digits: '886911000001', username: '@ana.b', hidesNumber: true, temper: talkative },
  { name: 'Ken', digits: '886911000002', username: '@ken_88', hidesNumber: true, temper: talkative },
]

const story: readonly StoryStep[] = [
  { afterMs: 500, from: '@lucky', text: 'Hi, do you have gift boxes?' },
  { afterMs: 1_000, from: '@ana.b', text: 'Is my order ready?' },
  { afterMs: 1_500, from: '886900000000', text: 'I get a new number today' },
  { afterMs: 2_000, from: '886900000000', newDigits: '886900000900' },
  { afterMs: 2_500, from: '886900000900', text: 'This is my new number' },
  { afterMs: 3_000, from: '@noor.my', newUserId: true, firstText: 'It is me again' },
]

/**
 * People with usernames. It teaches: chats without a number, numbers that are hidden until we write to them, a change of the number,
 * and a change of the user id that comes after the first message under the new one.
 * @source reference part 12.1
 */
export function createUsernamesScenario(): Scenario {
  const plain = createPlainScenario(PEOPLE)
  return { ...plain, name: 'usernames', people: [...plain.people, ...usernamePeople], story }
}
