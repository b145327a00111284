import { z } from 'zod'
import { buttonPart, hearFrom, productEnquiryPart } from '../../behaviour/customers.ts'
import type { Person } from '../../behaviour/people.ts'
import type { World } from '../../behaviour/world.ts'
import type { InboundPart } from '../../webhooks/events.ts'
import { type Quote, adReferral, contactInfoPart, contactsPart, interactivePart, locationPart } from '../../webhooks/parts.ts'
import { reactionPart, textPart, unsupportedPart } from '../../webhooks/parts.ts'
import { type ControlCall, type ControlCalls, controlCall, findPerson } from './define.ts'

/** Who writes, what it answers, and how long ago it was written. */
export const writerFields = { from: z.string(), answers: z.string().optional(), writtenAgoMs: z.int().min(0).optional() }

type Writer = { readonly from: string; readonly answers?: string | undefined; readonly writtenAgoMs?: number | undefined }

/** A call that lets a person write something. The answer is the id of the message. */
export function says<Fields extends z.ZodRawShape>(
  does: string,
  fields: Fields,
  part: (
    wish: z.infer<z.ZodObject<Fields>> & Writer,
    by: { readonly world: World; readonly person: Person; readonly quote: Quote },
  ) => InboundPart,
): ControlCall {
  const schema = z.strictObject({ ...fields, ...writerFields })
  return controlCall(`{"from",${does},"answers"?,"writtenAgoMs"?}`, schema, (world, wish) => {
    const writer = wish as z.infer<z.ZodObject<Fields>> & Writer
    const person = findPerson(world, writer.from)
    const quote = writer.answers === undefined ? {} : { context: { from: world.scenario.shop.phoneDigits, id: writer.answers } }
    const ago = writer.writtenAgoMs === undefined ? {} : { writtenAgoMs: writer.writtenAgoMs }
    return { id: hearFrom(world, person, { part: part(writer, { world, person, quote }), ...ago }) }
  })
}

const forwardings = z.enum(['forwarded', 'frequently_forwarded'])
const itemSchema = z.strictObject({ retailerId: z.string(), quantity: z.int().min(1), price: z.number().optional() })

/** Everything that people write without a file. @source reference part 8.3 */
export const messageEvents: ControlCalls = {
  text: says('"text","forwarded"?', { text: z.string(), forwarded: forwardings.optional() }, ({ text, forwarded }, { quote }) =>
    forwarded === undefined ? textPart(text, quote) : textPart(text, { context: { [forwarded]: true } }),
  ),
  enquiry: says('"text","retailerId"', { text: z.string(), retailerId: z.string() }, ({ text, retailerId }, { world }) =>
    productEnquiryPart(world, text, retailerId),
  ),
  ad: says('"text","url"?', { text: z.string(), url: z.url().default('https://fb.me/simulator') }, ({ text, url }) => ({
    ...textPart(text),
    referral: adReferral(url),
  })),
  button: says('"payload","text"', { payload: z.string(), text: z.string() }, ({ payload, text, answers }, { world }) =>
    buttonPart(world, { payload, text }, answers ?? null),
  ),
  'button-reply': says('"id","title"', { id: z.string(), title: z.string() }, ({ id, title }, { quote }) =>
    interactivePart({ type: 'button_reply', button_reply: { id, title } }, quote),
  ),
  'list-reply': says(
    '"id","title","description"?',
    { id: z.string(), title: z.string(), description: z.string().optional() },
    ({ id, title, description }, { quote }) => interactivePart({ type: 'list_reply', list_reply: { id, title, description } }, quote),
  ),
  'flow-reply': says('"response":{}', { response: z.looseObject({}) }, ({ response }, { quote }) =>
    interactivePart({ type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: JSON.stringify(response) } }, quote),
  ),
  product: says('"retailerId"', { retailerId: z.string() }, ({ retailerId }, { world }) =>
    interactivePart({ type: 'product', product: { catalog_id: world.identity.catalogId, product_retailer_id: retailerId } }),
  ),
  'call-permission': says('"response"', { response: z.enum(['accept', 'reject']) }, ({ response }, { quote }) =>
    interactivePart({ type: 'call_permission_reply', call_permission_reply: { response, response_source: 'user_action' } }, quote),
  ),
  order: says(
    '"items":[{"retailerId","quantity","price"?}],"text"?',
    { items: z.array(itemSchema).min(1), text: z.string().default('') },
    orderPart,
  ),
  location: says(
    '"latitude","longitude","name"?,"address"?',
    { latitude: z.number(), longitude: z.number(), name: z.string().optional(), address: z.string().optional() },
    ({ latitude, longitude, name, address }) => locationPart({ latitude, longitude, name, address }),
  ),
  contacts: says('"name","digits"', { name: z.string(), digits: z.string() }, ({ name, digits }) => contactsPart(name, digits)),
  'contact-info': says('"digits"', { digits: z.string() }, ({ digits }, { person, quote }) => contactInfoPart(person.name, digits, quote)),
  reaction: says('"to":wamid,"emoji" (empty takes it back)', { to: z.string(), emoji: z.string() }, ({ to, emoji }) =>
    reactionPart(to, emoji),
  ),
  unsupported: says('"kind"?,"code"?', { kind: z.string().default('poll'), code: z.int().default(131051) }, ({ kind, code }) =>
    unsupportedPart(kind, code),
  ),
  welcome: says('nothing more', {}, () => ({ type: 'request_welcome' })),
  anything: says('"message":{"type",…}', { message: z.looseObject({ type: z.string() }) }, ({ message }) => message),
}

function orderPart(
  wish: { readonly items: readonly z.infer<typeof itemSchema>[]; readonly text: string },
  { world }: { readonly world: World },
): InboundPart {
  const product_items = wish.items.map(({ retailerId, quantity, price }) => ({
    product_retailer_id: retailerId,
    quantity,
    item_price: price ?? world.scenario.products.find((product) => product.retailerId === retailerId)?.price ?? 0,
    currency: world.scenario.shop.currency,
  }))
  return { type: 'order', order: { catalog_id: world.identity.catalogId, text: wish.text, product_items } }
}
