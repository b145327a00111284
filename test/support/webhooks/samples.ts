import type { WebhookSample } from './envelope.ts'
import { fieldSamples } from './fields.ts'
import { inboundSamples } from './inbound.ts'
import { statusSamples } from './statuses.ts'

/** One webhook for each row of the reference: every kind of message, every status, every field. Names are unique. */
export const webhookSamples: readonly WebhookSample[] = [...inboundSamples, ...statusSamples, ...fieldSamples]
