import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { interactiveSchema } from '#contract/cloud-api/request-interactive.ts'
import { bodyParameterSchema, headerParameterSchema, templateComponentSchema } from '#contract/cloud-api/request-template.ts'
import { templateButtonComponentSchema } from '#contract/cloud-api/request-template-buttons.ts'
import { sendMessageSchema } from '#contract/cloud-api/requests.ts'
import { inboundMessageSchema } from '#contract/cloud-api/webhook-message.ts'
import { webhookChangeSchema } from '#contract/cloud-api/webhooks.ts'
import { webhookSamples } from '../../support/webhooks/samples.ts'
import { objectsOf, objectAt, type Json } from '../spec/json.ts'
import { messageKindRows, messagePartRows } from './coverage/messages.ts'
import type { CoverageRow } from './coverage/row.ts'
import { builders } from './message-samples.ts'

const namesOf = (rows: readonly CoverageRow[]): readonly string[] => rows.flatMap((row) => ('by' in row ? row.by : []))
const known = [...namesOf(messageKindRows), ...namesOf(messagePartRows)]

/** The words by which the alternatives of a schema are told apart. */
function wordsOf(options: readonly z.ZodType[], key: string): readonly string[] {
  return options.flatMap((option) => {
    const word = objectAt(objectAt(z.toJSONSchema(option, { io: 'input', unrepresentable: 'any' }), 'properties'), key)
    return [word['const'], ...(Array.isArray(word['enum']) ? (word['enum'] as unknown[]) : [])].filter((one) => typeof one === 'string')
  })
}

describe('what the schemas of messages allow stands in the tables', () => {
  it.each<[string, readonly string[], (word: string) => string]>([
    ['types', wordsOf(sendMessageSchema.options, 'type').filter((word) => word !== 'interactive'), (word) => word],
    [
      'interactive types',
      wordsOf(interactiveSchema.options, 'type').filter((word) => word !== 'carousel'),
      (word) => `interactive.${word}`,
    ],
    ['template headers', wordsOf(headerParameterSchema.options, 'type'), (word) => `template header ${word}`],
    ['template bodies', wordsOf(bodyParameterSchema.options, 'type').filter((word) => word !== 'text'), (word) => `template body ${word}`],
    ['template buttons', wordsOf(templateButtonComponentSchema.options, 'sub_type'), (word) => `template button ${word}`],
    [
      'template parts',
      wordsOf(templateComponentSchema.options, 'type').filter((word) => !['header', 'body', 'button'].includes(word)),
      (word) => `template ${word}`,
    ],
  ])('%s', (_what, words, name) => {
    expect(words.length).toBeGreaterThan(0)
    expect(words.map(name).filter((one) => !known.includes(one))).toEqual([])
  })

  it('and each type has a builder of random messages', () => {
    const kinds = [
      ...wordsOf(sendMessageSchema.options, 'type'),
      ...wordsOf(interactiveSchema.options, 'type').map((word) => `interactive.${word}`),
    ]
    const built = Object.keys(builders).map((kind) => kind.replace(/_(media|product)$/, ''))
    expect(kinds.filter((kind) => kind !== 'interactive' && !built.includes(kind))).toEqual([])
  })
})

/** Messages wherever a webhook carries them: to the shop, from its own phone, or of the past. */
function messagesOf(change: Json): readonly Json[] {
  const value = objectAt(change, 'value')
  const threads = objectsOf(value['history']).flatMap((part) => objectsOf(part['threads']))
  return [value, ...threads].flatMap((place) => [...objectsOf(place['messages']), ...objectsOf(place['message_echoes'])])
}

describe('what the schemas of webhooks understand has a sample', () => {
  const changes = webhookSamples.flatMap(({ payload }) =>
    objectsOf((payload as Json)['entry']).flatMap((entry) => objectsOf(entry['changes'])),
  )

  it('of every field', () => {
    const fields = wordsOf(webhookChangeSchema.out.options[0].options, 'field')
    expect(fields.length).toBeGreaterThan(20)
    expect(fields.filter((field) => !changes.some((change) => change['field'] === field))).toEqual([])
  })

  it('of every kind of message', () => {
    const types = wordsOf(inboundMessageSchema.options[0].options, 'type')
    const seen = changes.flatMap(messagesOf).map((message) => message['type'])
    expect(types.length).toBeGreaterThan(10)
    expect(types.filter((type) => !seen.includes(type))).toEqual([])
  })
})
