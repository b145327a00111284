import type { World } from '../../../behaviour/world.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, problem, refuse } from '../../problems.ts'
import { type NodeKind, giveList } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { callbackFor } from '../../subscriptions.ts'
import type { MessageRecord, MessageStep } from './message-book.ts'

const entryKind: NodeKind = { name: 'WhatsAppMessageHistory', defaults: ['message_id'] }
const eventKind: NodeKind = { name: 'WhatsAppMessageHistoryEvent', defaults: ['cursor', 'node'] }

/** Plays GET /{number}/message_history: what became of the shop's own messages. @source reference part 13 */
export function readHistory(world: World, request: GraphRequest): Answer {
  if (!world.management.switches.hasMessageHistory) {
    const message = '(#100) Tried accessing nonexisting field (message_history) on node type (WhatsAppBusinessPhoneNumber)'
    return refuse(problem(100, 'message_history', { message }))
  }
  const wamid = request.url.searchParams.get('message_id')
  if (wamid !== null && !wamid.startsWith('wamid.')) return refuse(problem(100, 'message_id is not the id of a message'))
  const { messages } = world.management
  const found = wamid === null ? messages.all() : [messages.find(wamid)].filter((one) => one !== undefined)
  if (wamid !== null && found.length === 0) return refuse(problem(100, 'message_id: unknown message', { httpStatus: 422 }))
  return giveList(
    found.map((record) => ({ id: record.historyId, record })),
    ({ record }) => entryOf(world, record),
    { url: request.url, kind: entryKind },
  )
}

/** Plays GET /{message history}/events. @source reference part 13 */
export function readHistoryEvents(world: World, request: GraphRequest): Answer {
  const id = request.ids['history'] ?? ''
  const record = world.management.messages.all().find((one) => one.historyId === id)
  const wanted = request.url.searchParams.get('status_filter')?.toUpperCase()
  const steps = record === undefined ? [] : stepsOf(record).filter((step) => wanted === undefined || step.status.toUpperCase() === wanted)
  const items = steps.map((step, index) => ({ id: eventId(id, index), step }))
  return giveList(
    items,
    ({ id: eventKey, step }) => ({
      id: undefined,
      cursor: Buffer.from(eventKey).toString('base64url'),
      node: {
        id: eventKey,
        delivery_status: step.status.toUpperCase(),
        occurrence_timestamp: Math.floor(step.atMs / 1000),
        status_timestamp: Math.floor(step.atMs / 1000),
        application: { id: world.identity.appId, name: 'Shopbell simulator' },
        ...failureOf(step),
      },
    }),
    { url: request.url, kind: eventKind },
  )
}

function entryOf(world: World, record: MessageRecord): NodeFields {
  const callback = callbackFor(world, 'messages')
  const data = stepsOf(record).map((step, index) => ({
    id: eventId(record.historyId, index),
    delivery_status: step.status.toUpperCase(),
    webhook_update_state: callback === null ? 'FAILED' : 'DELIVERED',
    timestamp: Math.floor(step.atMs / 1000),
    application: { id: world.identity.appId },
    ...(callback === null ? {} : { webhook_uri: callback }),
    ...failureOf(step),
  }))
  return { id: record.historyId, message_id: record.wamid, events: { data } }
}

function stepsOf(record: MessageRecord): readonly MessageStep[] {
  return record.steps.filter((step) => step.status !== 'accepted')
}

function failureOf(step: MessageStep): object {
  return step.status === 'failed' ? { error_description: 'The message could not be delivered' } : {}
}

function eventId(historyId: string, index: number): string {
  return `${historyId}${index + 1}`
}
