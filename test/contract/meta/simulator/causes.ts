import { LOG_ONLY_FIELDS } from '#contract/cloud-api/webhooks.ts'
import { personOf } from './played.ts'

const from = personOf(0)
const hello = { name: 'hello', language: 'en' }
const account = (event: string, facts: object = {}): Cause => ['account', { event, facts }]

/** A control call of the simulator and its body. */
export type Cause = readonly [event: string, body: object]

const said: readonly Cause[] = [
  ['text', { from, text: 'hi' }],
  ['text', { from, text: 'hi', forwarded: 'forwarded' }],
  ['text', { from, text: 'yes', answers: 'wamid.X' }],
  ['enquiry', { from, text: 'In stock?', retailerId: 'P-1' }],
  ['ad', { from, text: 'I saw your ad' }],
  ['button', { from, payload: 'stop:1', text: 'Stop', answers: 'wamid.X' }],
  ['button-reply', { from, id: 'b', title: 'Yes', answers: 'wamid.X' }],
  ['list-reply', { from, id: 'r', title: 'Small', description: '20 cm', answers: 'wamid.X' }],
  ['flow-reply', { from, response: { flow_token: 't' } }],
  ['product', { from, retailerId: 'P-1' }],
  ['call-permission', { from, response: 'accept' }],
  ['order', { from, items: [{ retailerId: 'P-1', quantity: 2 }], text: 'no nuts' }],
  ['location', { from, latitude: 25.03, longitude: 121.56, name: 'Shop', address: '1 Road' }],
  ['contacts', { from, name: 'Ann', digits: '85255501234' }],
  ['contact-info', { from, digits: '886900000000' }],
  ['reaction', { from, to: 'wamid.X', emoji: '👍' }],
  ['reaction', { from, to: 'wamid.X', emoji: '' }],
  ['unsupported', { from, kind: 'poll' }],
  ['welcome', { from }],
  ...['image', 'video', 'audio', 'voice', 'document', 'sticker'].map((kind): Cause => [kind, { from }]),
  ['file-too-big', { from, kind: 'video' }],
  ['edit', { from, original: 'wamid.X', text: 'new' }],
  ['revoke', { from, original: 'wamid.X' }],
  ['broken', { from }],
  ['error', {}],
  ['batch', { count: 3 }],
]

const people: readonly Cause[] = [
  ['preference', { from, value: 'stop' }],
  ['preference', { from, value: 'resume' }],
  ['preference', { from, value: 'signup', signupId: '77' }],
  ['identity-change', { from: personOf(1) }],
  ['user-id-change', { from: personOf(2) }],
  ['user-id-change', { from: personOf(3), field: 'user_id_update' }],
  ['number-change', { from: personOf(4), to: '+886911222333' }],
  ['username', { from: personOf(5), username: '@mei.w' }],
  ['text', { from: '@mei.w', text: 'No number' }],
  ['echo', { to: from, text: 'On the phone' }],
  ['echo', { to: from, edits: 'wamid.X', text: 'new' }],
  ['echo', { to: from, revokes: 'wamid.X' }],
  ['state-sync', { people: 3 }],
  ['state-sync', { people: 1, action: 'remove' }],
  ['history', { people: 2 }],
  ['history', { refused: true }],
]

const fields: readonly Cause[] = [
  ['template-status', { ...hello, status: 'REJECTED', reason: 'INVALID_FORMAT', recommendation: 'Less' }],
  ['template-status', { ...hello, status: 'APPROVED' }],
  ['template-quality', { ...hello, score: 'YELLOW' }],
  ['template-category', { ...hello, category: 'UTILITY', notice: true }],
  ['template-category', { ...hello, category: 'UTILITY' }],
  ['template-components', hello],
  ['template-pause', hello],
  ['number-quality', { event: 'ONBOARDING' }],
  ['capability', {}],
  account('ACCOUNT_VIOLATION', { violation_info: { violation_type: 'ALCOHOL' } }),
  account('PARTNER_REMOVED', { waba_info: { waba_id: '1' }, disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' } }),
  ['account-alert', { type: 'PROFILE_PICTURE_LOST' }],
  ['security', { event: 'PIN_CHANGED' }],
  ['business-username', { username: 'boxshop', status: 'approved' }],
  ...LOG_ONLY_FIELDS.map((field): Cause => ['log-only', { field }]),
]

/** What is caused in the simulator: every event that it knows. */
export const causes: readonly Cause[] = [...said, ...people, ...fields]

/** Changes of state that Meta tells by webhook. */
export const stateCauses: readonly Cause[] = [
  ['number', { nameStatus: 'DECLINED' }],
  ['number', { tier: 'TIER_10K' }],
  ['account', { restrictions: [{ type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', hours: 24 }] }],
  ['account', { restrictions: [] }],
  ['account', { lock: 'disabled' }],
  ['account', { lock: 'none' }],
  ['account', { review: 'APPROVED' }],
  ['account', { marketingTerms: 'ONBOARDED' }],
]

/** Events that need no cause of their own here, and why. */
export const notCaused: Readonly<Record<string, string>> = {
  anything: 'sends whatever the caller writes',
  'big-body': 'three megabytes of the same text messages',
  pacing: 'tells nothing by itself',
  'pacing-verdict': 'its news are those of template-pause',
  'template-add': 'makes state, tells nothing',
}
