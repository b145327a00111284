import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { SendEdge } from '../behaviour/accepted.ts'
import { restrictionsAt } from '../behaviour/number-state.ts'
import type { World } from '../behaviour/world.ts'
import { type Problem, problem } from './problems.ts'

/** How long the marketing edge needs to learn of a new template. @source reference part 3 */
const SYNC_MS = 10 * 60_000

/** What number and account forbid to everybody, before anything is looked at. Null = nothing. @source reference parts 1, 9 and 15 */
export function checkNumber(world: World): Problem | null {
  const { number, account } = world
  if (!number.isRegistered) return problem(133010, 'The number is not registered on Cloud API')
  if (account.lock === 'locked' || number.status === 'BANNED') return problem(131031, 'The account is locked')
  if (account.lock === 'disabled') return problem(368, 'The account is disabled for breaking a policy')
  return null
}

/** What a restriction, a payment method or the choice of the edge forbids for this message. Null = nothing. */
export function checkAllowed(world: World, message: AllowedQuestion): Problem | null {
  return checkRestrictions(world, message.template) ?? checkEdge(world, message) ?? checkUserId(message)
}

type AllowedQuestion = {
  readonly request: SendMessageRequest
  readonly template: TemplateNode | null
  readonly edge: SendEdge
}

function checkRestrictions(world: World, template: TemplateNode | null): Problem | null {
  for (const { type } of restrictionsAt(world.account, world.clock.nowMs())) {
    if (type === 'RESTRICTED_BIZ_INITIATED_MESSAGING' && template !== null) return problem(368, 'The account may not send templates now')
    if (type === 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING' && template === null) return problem(368, 'The account may not answer now')
    if (type === 'RESTRICTED_UTILITY_TEMPLATES' && template?.category === 'UTILITY')
      return problem(131064, 'Utility templates are blocked for now')
  }
  return null
}

/** What only one of the two edges takes. @source reference part 3 */
function checkEdge(world: World, { template, edge }: AllowedQuestion): Problem | null {
  const isMarketing = template?.category === 'MARKETING'
  if (edge === 'messages') {
    const isOff = isMarketing && world.account.isMarketingOffOnMessages
    return isOff ? problem(131063, 'Marketing templates are switched off on this edge') : null
  }
  if (world.account.marketingTerms !== 'ONBOARDED') return problem(134102, 'The terms of the marketing messages edge are not accepted')
  if (template === null) return problem(131055, 'Only templates are taken here')
  if (!isMarketing) return problem(134100, 'Only marketing templates are taken here')
  const { createdAtMs } = world.management.templates.record(template)
  return world.clock.nowMs() - createdAtMs < SYNC_MS && createdAtMs > world.token.issuedAtMs
    ? problem(134101, 'The template is still being synced')
    : null
}

/** One-time codes need a phone number. @source reference part 12.1, not allowed */
function checkUserId({ request, template }: AllowedQuestion): Problem | null {
  const isCode = template?.category === 'AUTHENTICATION' && request.to === undefined
  return isCode ? problem(131062, 'This template needs a phone number') : null
}
