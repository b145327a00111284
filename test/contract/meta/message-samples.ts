import fc from 'fast-check'
import { anyInteractive } from '../../support/messages/any-interactive.ts'
import { anyMarketingMessage, anyMessage } from '../../support/messages/any-message.ts'

/** What Shopbell's own builders of replies and templates put on every message; the spec wants it. */
const individual = { recipient_type: 'individual' }

const { interactive: _any, ...plainKinds } = anyMessage
const inEnvelope = (content: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc
    .tuple(anyMessage['text'] ?? fc.constant({}), content)
    .map(([{ text: _text, ...envelope }, interactive]: readonly [{ text?: unknown }, object]) => ({
      ...envelope,
      type: 'interactive',
      interactive,
    }))

/** Builders of random valid messages, by kind. */
export const builders: Readonly<Record<string, fc.Arbitrary<object>>> = Object.fromEntries(
  Object.entries({
    ...plainKinds,
    ...Object.fromEntries(Object.entries(anyInteractive).map(([kind, content]) => [`interactive.${kind}`, inEnvelope(content)])),
    marketing: anyMarketingMessage,
  }).map(([kind, builder]) => [kind, builder.map((message) => ({ ...message, ...individual }))]),
)

/** So many random valid messages of every kind; the same for the same seed. */
export const randomMessages = (each: number, seed: number): readonly object[] =>
  Object.values(builders).flatMap((builder) => fc.sample(builder, { numRuns: each, seed }))
