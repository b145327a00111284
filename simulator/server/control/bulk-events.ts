import { z } from 'zod'
import { metadataFor } from '../../behaviour/customers.ts'
import type { Person } from '../../behaviour/people.ts'
import { type World, makeWamid } from '../../behaviour/world.ts'
import { BODY_MAX_BYTES } from '../../webhooks/body.ts'
import { type WebhookEvent, inboundEvent } from '../../webhooks/events.ts'
import { textPart } from '../../webhooks/parts.ts'
import { type ControlCalls, ControlError, controlCall } from './define.ts'

/** Most updates of one post, and the longest text of a message. @source reference part 8.1 and 2.1 */
const UPDATES_MAX = 1_000
const TEXT_MAX_CHARACTERS = 4_096

const batchSchema = z.strictObject({
  count: z.int().min(1).max(UPDATES_MAX).default(UPDATES_MAX),
  text: z.string().default('hello'),
  copies: z.int().min(1).max(10).default(1),
})

/** Posts as big as Meta's largest. @source reference part 8.1, size and batching */
export const bulkEvents: ControlCalls = {
  batch: controlCall('{"count"?:1000,"text"?,"copies"?} that many messages of many people in one post', batchSchema, (world, wish) => {
    const events = Array.from({ length: wish.count }, (_, index) => textOf(world, personAt(world, index), `${wish.text} ${index}`))
    for (let copy = 0; copy < wish.copies; copy += 1) world.webhooks.sendTogether(events)
    return { updates: events.length }
  }),
  'big-body': controlCall(
    '{"bytes"?:3000000} one post of nearly that many bytes',
    z.strictObject({ bytes: z.int().min(10_000).max(BODY_MAX_BYTES).default(3_000_000) }),
    (world, { bytes }) => {
      // About 500 bytes of every message are not its text.
      const count = Math.max(1, Math.min(UPDATES_MAX, Math.floor(bytes / (TEXT_MAX_CHARACTERS + 600))))
      const text = 'x'.repeat(TEXT_MAX_CHARACTERS)
      const events = Array.from({ length: count }, (_, index) => textOf(world, personAt(world, index), text))
      return { updates: count, bytes: world.webhooks.sendTogether(events) }
    },
  ),
}

function personAt(world: World, index: number): Person {
  const people = world.people.all()
  const person = people[index % people.length]
  if (person === undefined) throw new ControlError('nobody lives in this scenario')
  return person
}

function textOf(world: World, person: Person, text: string): WebhookEvent {
  const atMs = world.clock.nowMs()
  person.lastInboundMs = atMs
  return inboundEvent(person, textPart(text), { wamid: makeWamid(person, atMs), atMs, metadata: metadataFor(world) })
}
