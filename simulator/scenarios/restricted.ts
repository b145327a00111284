import { createPlainScenario } from './plain.ts'
import type { Scenario } from './scenario.ts'

const PEOPLE = 30
const WEEK_HOURS = 7 * 24

/**
 * A shop that Meta has restricted. It teaches: no templates for a week (368) while answers still go, one paused template (132015)
 * and one switched off (132016), a number of low quality.
 * @source reference part 15
 */
export function createRestrictedScenario(): Scenario {
  const plain = createPlainScenario(PEOPLE)
  const states = { hello: 'PAUSED', coupon: 'DISABLED' } as const
  const stateOf = (name: string) => (name === 'hello' || name === 'coupon' ? states[name] : 'APPROVED')
  return {
    ...plain,
    name: 'restricted',
    templates: plain.templates.map((template) => ({ ...template, status: stateOf(template.name) })),
    story: [{ afterMs: 1_000, from: '886900000000', text: 'Did you get my order?' }],
    start: {
      number: { quality: 'RED', accountMode: 'LIVE' },
      restrictions: [{ type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', hours: WEEK_HOURS }],
    },
  }
}
