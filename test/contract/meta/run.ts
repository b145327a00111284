import { graphErrorFacts } from '#contract/cloud-api/error-catalogue.ts'
import { webhookEnvelopeSchema } from '#contract/cloud-api/webhooks.ts'
import { webhookSamples } from '../../support/webhooks/samples.ts'
import { openPublishedSpec } from '../spec/published-spec.ts'
import { driveEveryOperation } from './client-operations.ts'
import { judge, type Verdict } from './exceptions/judge.ts'
import { requestExceptions } from './exceptions/requests.ts'
import { simulatorExceptions } from './exceptions/simulator.ts'
import { holdMessages } from './hold-messages.ts'
import { holdRequest } from './hold-requests.ts'
import { holdAnswers } from './simulator/hold-answers.ts'
import { holdRefusals } from './simulator/hold-refusals.ts'
import { holdWebhooks, unknownOf } from './simulator/hold-webhooks.ts'

/** Every written exception. */
export const allExceptions = [...requestExceptions, ...simulatorExceptions]

/** How large a run is. */
export type RunOptions = { readonly random: number; readonly seed: number }

/** What one run found. `verdict` is null where the published spec is not there. */
export type RunFindings = {
  readonly requests: number
  readonly operations: ReadonlySet<string>
  readonly messages: number
  readonly features: ReadonlySet<string>
  readonly samples: readonly string[]
  readonly answers: number
  readonly described: { readonly answers: number; readonly webhooks: number }
  readonly refusals: number
  readonly driven: readonly string[]
  readonly posts: number
  readonly posted: ReadonlySet<string>
  readonly knownErrors: number
  readonly specCalls: number | null
  readonly verdict: Verdict | null
  /** Against contract and reference alone; needs no spec. */
  readonly violations: readonly string[]
}

/** Makes the client speak, the simulator answer and post, and holds all of it against contract, reference and published spec. */
export async function runContract({ random, seed }: RunOptions): Promise<RunFindings> {
  const spec = openPublishedSpec()
  const requests = await driveEveryOperation()
  const messages = await holdMessages(spec, { each: random, seed })
  const answers = await holdAnswers(spec)
  const refusals = await holdRefusals()
  const webhooks = await holdWebhooks(spec)
  const held = spec === null ? [] : requests.flatMap((request) => holdRequest(spec, request))
  const misfits = [...held, ...messages.misfits, ...answers.misfits, ...webhooks.misfits]
  return {
    requests: requests.length,
    operations: new Set([...requests.map(({ name }) => name), ...[...messages.features].filter((one) => one.startsWith('message.'))]),
    messages: messages.sent,
    features: messages.features,
    samples: webhookSamples.map(({ name }) => name),
    answers: answers.answers,
    described: { answers: answers.described, webhooks: webhooks.described },
    refusals: refusals.held,
    driven: answers.operations,
    posts: webhooks.posts,
    posted: webhooks.kinds,
    knownErrors: graphErrorFacts.length,
    specCalls: spec?.calls ?? null,
    verdict: spec === null ? null : judge(misfits, allExceptions),
    violations: [...messages.violations, ...answers.violations, ...refusals.violations, ...webhooks.violations, ...sampleViolations()],
  }
}

/** Every sample webhook of the reference is understood as a whole. */
function sampleViolations(): readonly string[] {
  return webhookSamples.flatMap(({ name, payload }) =>
    webhookEnvelopeSchema
      .parse(payload)
      .entry.flatMap((entry) => entry.changes)
      .flatMap((change) => unknownOf(change) ?? [])
      .map((found) => `the sample "${name}" is not understood: ${found}`),
  )
}
