import fc from 'fast-check'
import { SEND_LIMITS as L } from '#contract/cloud-api/limits.ts'
import { anyInteractive } from './any-interactive.ts'
import { anyId, anyPlace, anySource, maybe, merged, textUpTo } from './any-parts.ts'
import { anyTemplate } from './any-template.ts'

const phone = fc.stringMatching(/^\+[1-9][0-9]{7,14}$/)
const userId = fc.stringMatching(/^(TW|HK)\.(ENT\.)?[A-Za-z0-9]{1,40}$/)

const envelope = merged(
  fc.constant({ messaging_product: 'whatsapp' }),
  fc.constantFrom({}, { recipient_type: 'individual' }),
  fc.oneof(
    phone.map((to) => ({ to })),
    userId.map((recipient) => ({ recipient })),
    fc.record({ to: phone, recipient: userId }),
  ),
  maybe('biz_opaque_callback_data', textUpTo(L.opaqueDataCharacters)),
  maybe('recipient_identity_key_hash', anyId),
)

const quoting = maybe('context', fc.record({ message_id: anyId }))
const captioned = merged(anySource, maybe('caption', textUpTo(L.captionCharacters)))

const card = merged(
  fc.record({ name: fc.record({ formatted_name: textUpTo(30), first_name: textUpTo(20) }) }),
  maybe(
    'phones',
    fc.array(
      merged(
        phone.map((number) => ({ phone: number })),
        maybe('type', fc.constantFrom('HOME', 'WORK')),
      ),
      { maxLength: 2 },
    ),
  ),
  maybe('emails', fc.array(fc.constant({ email: 'mei@shop.example', type: 'WORK' }), { maxLength: 2 })),
  maybe('urls', fc.array(fc.constant({ url: 'https://shop.example/' }), { maxLength: 2 })),
  maybe('addresses', fc.array(fc.record({ city: textUpTo(20), country_code: fc.constant('tw') }), { maxLength: 2 })),
  maybe('org', fc.record({ company: textUpTo(20) })),
  maybe('birthday', fc.constant('1990-02-28')),
)

const contents: Readonly<Record<string, fc.Arbitrary<object>>> = {
  text: merged(
    textUpTo(L.textCharacters).map((body) => ({ body })),
    maybe('preview_url', fc.boolean()),
  ).map((text) => ({ text })),
  image: captioned.map((image) => ({ image })),
  video: captioned.map((video) => ({ video })),
  audio: merged(anySource, maybe('voice', fc.boolean())).map((audio) => ({ audio })),
  document: merged(captioned, maybe('filename', textUpTo(30))).map((document) => ({ document })),
  sticker: anySource.map((sticker) => ({ sticker })),
  location: anyPlace.map((location) => ({ location })),
  contacts: fc.array(card, { minLength: 1, maxLength: L.contacts }).map((contacts) => ({ contacts })),
  interactive: fc.oneof(...Object.values(anyInteractive)).map((interactive) => ({ interactive })),
}

const reaction = fc
  .record({ message_id: anyId, emoji: fc.constantFrom('', '👍', '❤️', '👩‍👩‍👧', '🇹🇼', '1️⃣', '👋🏽') })
  .map((made) => ({ type: 'reaction', reaction: made }))

/** Valid bodies of every message type, by type. @source reference part 2 */
export const anyMessage: Readonly<Record<string, fc.Arbitrary<object>>> = {
  ...Object.fromEntries(
    Object.entries(contents).map(([type, content]) => [type, merged(envelope, quoting, fc.constant({ type }), content)]),
  ),
  reaction: merged(envelope, reaction),
  template: merged(
    envelope,
    anyTemplate.map((template) => ({ type: 'template', template })),
  ),
}

/** Valid bodies of the marketing messages edge. @source reference part 3 */
export const anyMarketingMessage = merged(
  envelope,
  anyTemplate.map((template) => ({ type: 'template', template })),
  fc.record({ product_policy: fc.constantFrom('CLOUD_API_FALLBACK', 'STRICT') }),
  maybe('message_activity_sharing', fc.boolean()),
)
