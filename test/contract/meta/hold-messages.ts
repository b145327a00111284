import { sendMarketingSchema, sendMessageSchema } from '#contract/cloud-api/requests.ts'
import { checkMessage } from '../../support/second-server/message-rules.ts'
import type { PublishedSpec } from '../spec/published-spec.ts'
import { isObject, type Json } from '../spec/json.ts'
import { clientAt } from './client-operations.ts'
import { startRecorder } from './exchange.ts'
import type { Misfit } from './hold-requests.ts'
import { featuresOf, kindOf } from './message-features.ts'
import { randomMessages } from './message-samples.ts'

const ACCEPTED = JSON.stringify({ messaging_product: 'whatsapp', messages: [{ id: 'wamid.OUT' }] })
const AT_ONCE = 16
/** Sent in every run, whatever its size and seed: enough that each part of each kind comes at least once. */
const ALWAYS = { each: 30, seed: 1 }

/** What was found of messages that the real client sent. */
export type MessageFindings = {
  readonly sent: number
  /** Edges and features seen on the wire. */
  readonly features: ReadonlySet<string>
  readonly misfits: readonly Misfit[]
  /** Messages that changed on the way, or that rules written from the reference alone refuse; needs no spec. */
  readonly violations: readonly string[]
}

/** Sends `each` random valid messages of every kind, beside those of every run, through the real client, and holds what left against spec and reference. */
export async function holdMessages(spec: PublishedSpec | null, { each, seed }: { each: number; seed: number }): Promise<MessageFindings> {
  const recorder = await startRecorder(() => ({ status: 200, answer: ACCEPTED }))
  const api = clientAt(recorder.url)
  const violations = new Set<string>()
  const messages = [...randomMessages(ALWAYS.each, ALWAYS.seed), ...(each === 0 ? [] : randomMessages(each, seed))]
  try {
    for (let at = 0; at < messages.length; at += AT_ONCE) {
      await Promise.all(
        messages.slice(at, at + AT_ONCE).map(async (message) => {
          const outcome = await api.messenger().send(JSON.stringify(message), new AbortController().signal)
          if (outcome.kind !== 'accepted') violations.add(`${kindOf(message as Json)}: a valid message did not leave (${outcome.kind})`)
        }),
      )
    }
  } finally {
    await api.close()
    await recorder.close()
  }
  const features = new Set<string>()
  const misfits = new Map<string, Misfit>()
  for (const { path, body } of recorder.seen) {
    const left: unknown = JSON.parse(body.toString('utf8'))
    if (!isObject(left)) continue
    for (const one of [edgeOf(path), ...featuresOf(left)]) features.add(one)
    for (const violation of ownRules(left)) violations.add(violation)
    for (const one of againstSpec(spec, path, left)) misfits.set(`${one.of} ${one.misfit}`, one)
  }
  if (recorder.seen.length !== messages.length) violations.add(`${messages.length} messages made ${recorder.seen.length} requests`)
  return { sent: recorder.seen.length, features, misfits: [...misfits.values()], violations: [...violations] }
}

const isMarketing = (path: string): boolean => path.endsWith('/marketing_messages')
const edgeOf = (path: string): string => (isMarketing(path) ? 'message.send-marketing' : 'message.send')

/** A body read by its schema, written and read again stays the same; rules that know nothing of the client take it too. */
function ownRules(body: Json): readonly string[] {
  const schema = body['product_policy'] === undefined ? sendMessageSchema : sendMarketingSchema
  const first = schema.safeParse(body)
  const again = schema.safeParse(JSON.parse(JSON.stringify(first.data ?? null)))
  const isSame = JSON.stringify(again.data) === JSON.stringify(first.data) && sameKeys(again.data, body)
  const second = checkMessage(body)
  return [
    ...(isSame ? [] : [`${kindOf(body)}: changes when it is read and written`]),
    ...('wrong' in second ? [`${kindOf(body)}: the rules of the second server refuse ${second.wrong}`] : []),
  ]
}

const sorted = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(
        Object.keys(value)
          .toSorted()
          .map((key) => [key, sorted(value[key])]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value
const sameKeys = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

function againstSpec(spec: PublishedSpec | null, path: string, body: Json): readonly Misfit[] {
  if (spec === null) return []
  const check = spec.find('POST', `/{Phone-Number-ID}/${isMarketing(path) ? 'marketing_messages' : 'messages'}`)?.checkBody
  const of = isMarketing(path) ? 'marketing' : kindOf(body)
  return (check?.(body) ?? [': no such call']).map((misfit) => ({ side: 'request' as const, of, misfit }))
}
