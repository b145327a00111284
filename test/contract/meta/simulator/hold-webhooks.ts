import { createHmac } from 'node:crypto'
import { webhookEnvelopeSchema, type WebhookChange } from '#contract/cloud-api/webhooks.ts'
import { objectAt, objectsOf, type Json } from '../../spec/json.ts'
import type { PublishedSpec } from '../../spec/published-spec.ts'
import type { Misfit } from '../hold-requests.ts'
import { causes, stateCauses } from './causes.ts'
import { openPlayed, personOf, type Played } from './played.ts'

/** Versions of webhooks in which statuses look different: with conversations, and without. @source reference part 8.4 */
const VERSIONS = [23, 25] as const
const LOOK_MS = 20
const MOST_WAIT_MS = 180_000

/** What was found of the simulator's webhooks. */
export type WebhookFindings = {
  readonly posts: number
  /** Fields; of `messages` with the kind, e.g. `messages text`, `messages status sent`. */
  readonly kinds: ReadonlySet<string>
  /** Values that the spec describes. */
  readonly described: number
  readonly misfits: readonly Misfit[]
  readonly violations: readonly string[]
}

/** Causes every event of the simulator, in both versions, and holds what it posts against contract and spec. */
export async function holdWebhooks(spec: PublishedSpec | null): Promise<WebhookFindings> {
  const played = await openPlayed()
  const violations: string[] = []
  try {
    const subscribed = await played.api.webhooks.subscribe(played.callback)
    if (!subscribed.ok) violations.push(`the subscription was refused: ${subscribed.error.code}`)
    for (const version of VERSIONS) {
      await played.control('webhook-version', { version })
      await sendAndWait(played, version)
    }
    for (const [event, body] of causes) await played.control(`events/${event}`, body)
    for (const [state, body] of stateCauses) await played.control(state, body)
    await settled(played)
    const bodies = played.posted.seen.filter(({ method }) => method === 'POST')
    for (const { body, headers } of bodies) {
      const expected = `sha256=${createHmac('sha256', played.facts.appSecret).update(body).digest('hex')}`
      if (headers['x-hub-signature-256'] !== expected) violations.push('a webhook has no valid signature')
    }
    return {
      posts: bodies.length,
      ...read(
        spec,
        bodies.map(({ body }) => body.toString('utf8')),
        violations,
      ),
    }
  } finally {
    await played.close()
  }
}

/** One message that is read, one that fails and one free-form reply, so that each status comes. */
async function sendAndWait(played: Played, version: number): Promise<void> {
  const template = { name: 'hello', language: { code: 'en' }, components: [{ type: 'body', parameters: [{ type: 'text', text: 'Mei' }] }] }
  const head = { messaging_product: 'whatsapp', recipient_type: 'individual' }
  await played.control('say', { from: personOf(version - 15), text: 'hi' })
  const bodies = [
    { ...head, to: personOf(version - 15), biz_opaque_callback_data: 'c=17', type: 'text', text: { body: 'Hello' } },
    { ...head, to: personOf(version - 14), type: 'template', template },
    { ...head, to: personOf(version - 13), type: 'template', template },
    { ...head, to: personOf(version - 15), type: 'audio', audio: { link: 'https://shop.example/a.ogg', voice: true } },
  ]
  await played.control('events/preference', { from: personOf(version - 13), value: 'stop' })
  for (const body of bodies) await played.api.messenger().send(JSON.stringify(body), new AbortController().signal)
  await played.control('clock', { advanceMs: 3_600_000 })
  await settled(played)
}

const SENTINEL = 'PIN_REQUEST_SUCCESS'

/** Posts go in order: once the last event that was caused is here, and each that was to be posted is answered, all are. */
async function settled({ control, posted }: Played): Promise<void> {
  const arrived = (): number => posted.seen.filter(({ body }) => body.includes(SENTINEL)).length
  const before = arrived()
  // What people do a moment later happens now.
  await control('clock', { advanceMs: 1_000 })
  await control('events/security', { event: SENTINEL })
  const endsAt = Date.now() + MOST_WAIT_MS
  while (arrived() === before || !(await isAllPosted(control))) {
    if (Date.now() > endsAt) throw new Error('the simulator did not post everything')
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

async function isAllPosted(control: Played['control']): Promise<boolean> {
  const { queued, delivered, dropped } = (await control('state'))['webhooks'] as Readonly<Record<string, number>>
  return delivered !== undefined && dropped !== undefined && delivered + dropped === queued
}

function read(spec: PublishedSpec | null, texts: readonly string[], violations: string[]): Omit<WebhookFindings, 'posts'> {
  const changes = texts.flatMap((text) => webhookEnvelopeSchema.parse(JSON.parse(text)).entry.flatMap((entry) => entry.changes))
  const raw = texts.flatMap((text) => objectsOf((JSON.parse(text) as Json)['entry']).flatMap((entry) => objectsOf(entry['changes'])))
  for (const change of changes) {
    const unknown = unknownOf(change)
    if (unknown !== null) violations.push(`the contract does not understand ${unknown}`)
  }
  const held = raw.flatMap((change) => (spec === null ? [] : [holdChange(spec, change)]))
  return {
    kinds: new Set(raw.flatMap(kindsOf)),
    described: held.filter((one) => one !== null).length,
    misfits: held.flatMap((one) => one ?? []),
    violations: [...new Set(violations)],
  }
}

/** What the contract could keep only as it came; null when it understood all. */
export function unknownOf(change: WebhookChange): string | null {
  if (change.field === 'other') return JSON.stringify(change.raw).slice(0, 200)
  // A tap that Meta itself could not describe comes with an error beside it, and is kept as it came.
  if (change.field === 'messages' && change.value.errors !== undefined) return null
  const text = JSON.stringify(change)
  return text.includes('"type":"other"') || text.includes('"status":"other"') ? `something in ${change.field}: ${text.slice(0, 300)}` : null
}

function kindsOf(change: Json): readonly string[] {
  if (change['field'] !== 'messages') return [String(change['field'])]
  const value = objectAt(change, 'value')
  return [
    ...objectsOf(value['messages']).map((message) => `messages ${kindOfMessage(message)}`),
    ...objectsOf(value['statuses']).map((status) => `messages status ${String(status['status'])}`),
    ...objectsOf(value['errors']).map(() => 'messages error'),
  ]
}

function kindOfMessage(message: Json): string {
  const type = String(message['type'])
  const inner = type === 'interactive' || type === 'system' ? objectAt(message, type)['type'] : undefined
  return typeof inner === 'string' ? `${type} ${inner}` : type
}

/** Kinds whose shape in the spec is written by hand; the rest of its webhooks is about groups. */
function holdChange(spec: PublishedSpec, change: Json): readonly Misfit[] | null {
  if (change['field'] !== 'messages') return null
  const value = objectAt(change, 'value')
  if (value['statuses'] === undefined && value['messages'] === undefined) return null
  const isSystem = objectsOf(value['messages']).some((message) => message['type'] === 'system')
  const shape =
    value['statuses'] === undefined ? (isSystem ? 'IncomingMessageValueSystem' : 'IncomingMessageValueGeneral') : 'StatusMessageValue'
  // A post may carry several items; each is looked at alone, so that a misfit is told of the kind that has it.
  const alone = (['statuses', 'messages'] as const).flatMap((list) => objectsOf(value[list]).map((item) => ({ ...value, [list]: [item] })))
  return alone.flatMap((one) => {
    const [of = 'messages'] = kindsOf({ ...change, value: one })
    return spec
      .checkShape(shape)(one)
      .map((misfit) => ({ side: 'webhook' as const, of, misfit }))
  })
}
