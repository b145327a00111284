import { z } from 'zod'
import { LOG_ONLY_FIELDS } from '#contract/cloud-api/webhooks.ts'
import { metadataFor, report } from '../../behaviour/customers.ts'
import { makeWamid } from '../../behaviour/world.ts'
import { type WebhookEvent, inboundEvent, messagesEvent } from '../../webhooks/events.ts'
import { accountEvent, capabilityEvent, numberQualityEvent, securityEvent, usernameEvent } from '../../webhooks/number-news.ts'
import { type ControlCalls, controlCall, findPerson } from './define.ts'

const securityWords = z.enum(['PIN_CHANGED', 'PIN_RESET_REQUEST', 'PIN_REQUEST_SUCCESS'])
const errorFields = { code: z.int().default(131000), title: z.string().default('Something went wrong') }

/** News that change nothing in the simulator itself. What changes number and account is in state-calls.ts. @source reference part 8.5 */
export const fieldEvents: ControlCalls = {
  'number-quality': controlCall(
    '{"event":"ONBOARDING"|…} with the present limit',
    z.strictObject({ event: z.string() }),
    (world, { event }) => {
      report(world, numberQualityEvent(world, event))
      return undefined
    },
  ),
  capability: controlCall('{} the present limits', z.strictObject({}), (world) => {
    report(world, capabilityEvent(world))
    return undefined
  }),
  account: controlCall(
    '{"event":"ACCOUNT_VIOLATION"|…,"facts"?:{}} any account_update',
    z.strictObject({ event: z.string(), facts: z.looseObject({}).default({}) }),
    (world, { event, facts }) => {
      report(world, accountEvent(event, facts))
      return undefined
    },
  ),
  'account-alert': controlCall(
    '{"type","severity"?,"status"?,"description"?}',
    z.strictObject({
      type: z.string(),
      severity: z.string().default('INFORMATIONAL'),
      status: z.string().default('NONE'),
      description: z.string().default('Made up by the simulator'),
    }),
    (world, wish) => {
      const alert_info = {
        alert_severity: wish.severity,
        alert_status: wish.status,
        alert_type: wish.type,
        alert_description: wish.description,
      }
      report(world, change('account_alerts', { entity_type: 'BUSINESS', entity_id: world.identity.businessId, alert_info }))
      return undefined
    },
  ),
  security: controlCall('{"event"}', z.strictObject({ event: securityWords }), (world, { event }) => {
    report(world, securityEvent(world, event))
    return undefined
  }),
  'business-username': controlCall(
    '{"username","status"}',
    z.strictObject({ username: z.string(), status: z.enum(['approved', 'reserved', 'deleted']) }),
    (world, { username, status }) => {
      report(world, usernameEvent(world, username, status))
      return undefined
    },
  ),
  'log-only': controlCall(
    '{"field","value"?:{}} a field that a shop has no use for',
    z.strictObject({ field: z.enum(LOG_ONLY_FIELDS), value: z.looseObject({}).default({}) }),
    (world, { field, value }) => {
      report(world, change(field, { messaging_product: 'whatsapp', metadata: metadataFor(world), ...value }))
      return undefined
    },
  ),
  error: controlCall('{"code"?,"title"?} an error outside any message', z.strictObject(errorFields), (world, { code, title }) => {
    report(world, messagesEvent(metadataFor(world), { errors: [errorOf(code, title)] }))
    return undefined
  }),
  broken: controlCall(
    '{"from"} a tap whose content Meta could not describe',
    z.strictObject({ from: z.string(), ...errorFields }),
    (world, { from, code, title }) => {
      const person = findPerson(world, from)
      const atMs = world.clock.nowMs()
      const event = inboundEvent(person, { type: 'interactive' }, { wamid: makeWamid(person, atMs), atMs, metadata: metadataFor(world) })
      report(world, event.kind === 'change' ? { ...event, value: { ...event.value, errors: [errorOf(code, title)] } } : event)
      return undefined
    },
  ),
}

function change(field: string, value: object): WebhookEvent {
  return { kind: 'change', field, value }
}

function errorOf(code: number, title: string): object {
  return { code, title, message: title, error_data: { details: `${title} (made up by the simulator)` } }
}
