import { createPlainScenario } from './plain.ts'
import type { Scenario } from './scenario.ts'

const PEOPLE = 30

/**
 * A number that also runs in the phone app. It teaches: what staff type on the phone comes as echoes, contacts and 180 days of chats
 * can be asked for once and within a day, and only 20 messages a second go out.
 * @source reference part 14
 */
export function createCoexistenceScenario(): Scenario {
  const plain = createPlainScenario(PEOPLE)
  return {
    ...plain,
    name: 'coexistence',
    story: [
      { afterMs: 500, from: '886900000000', text: 'Are you open today?' },
      { afterMs: 2_000, from: '886900000000', echo: 'Yes, until nine' },
      { afterMs: 3_000, from: '886900000001', echo: 'Your order is ready' },
    ],
    start: { number: { isOnBizApp: true, accountMode: 'LIVE' }, switches: { throughput: 20 } },
  }
}
