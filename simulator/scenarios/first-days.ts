import { quietTemper } from '../behaviour/temper.ts'
import { createPlainScenario } from './plain.ts'
import type { Scenario } from './scenario.ts'

const PEOPLE = 12

/**
 * A shop in its first days, with Meta's test number. It teaches: only five recipients (131030), the one ready template
 * `hello_world`, a business that is not verified and may write to 250 people a day, a display name that waits.
 * @source reference part 16 and part 9
 */
export function createFirstDaysScenario(): Scenario {
  const plain = createPlainScenario(PEOPLE)
  return {
    ...plain,
    name: 'first-days',
    shop: { ...plain.shop, name: 'Test Number', displayPhoneNumber: '+1 555-015-0123', phoneDigits: '15550150123', country: 'US' },
    templates: [
      {
        name: 'hello_world',
        language: 'en_US',
        category: 'UTILITY',
        status: 'APPROVED',
        parameterFormat: 'POSITIONAL',
        parts: [
          { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
          { type: 'BODY', text: 'Welcome! This message shows that your number can send.' },
          { type: 'FOOTER', text: 'Test message' },
        ],
      },
    ],
    story: [{ afterMs: 1_500, from: plain.people[0]?.digits ?? '', text: 'Hi, is this the shop?' }],
    strangers: { name: (digits) => `Person ${digits}`, temper: () => quietTemper('en') },
    start: {
      number: { tier: 'TIER_250', nameStatus: 'PENDING_REVIEW', accountMode: 'SANDBOX', isPinEnabled: false },
      account: { verificationStatus: 'not_verified', hasCatalog: false, isPaymentMissing: false },
      switches: { recipientLimit: 5, messagingLimit: 1 },
    },
  }
}
