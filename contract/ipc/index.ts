import type { z } from 'zod'
import { automationCalls, automationEvents } from './automation.ts'
import { broadcastCalls, broadcastEvents, broadcastRuleCalls } from './broadcast.ts'
import { catalogCalls, catalogEvents } from './catalog.ts'
import { connectionCalls, connectionEvents } from './connection.ts'
import { couponCalls, couponEvents } from './coupon.ts'
import { auditCalls } from './audit.ts'
import { backupCalls, backupEvents } from './backup.ts'
import { consentCalls, consentEvents } from './consent.ts'
import { customerImportCalls, customerImportEvents } from './customer-import.ts'
import { customerManyCalls } from './customer-many.ts'
import { customerPrivacyCalls } from './customer-privacy.ts'
import { customerRecordCalls } from './customer-record.ts'
import { customerCalls, customerEvents } from './customer.ts'
import { engineCalls } from './engine.ts'
import { groupCalls, groupEvents } from './group.ts'
import { inboxCalls, inboxEvents } from './inbox.ts'
import { integrationCalls, integrationEvents } from './integration.ts'
import { mediaCalls } from './media.ts'
import { orderCalls, orderEvents } from './order.ts'
import { priceCalls, priceEvents } from './price.ts'
import { privacyCalls, privacyEvents } from './privacy.ts'
import { profileCalls, profileEvents } from './profile.ts'
import { quickReplyCalls, quickReplyEvents } from './quick-reply.ts'
import { raffleCalls, raffleEvents } from './raffle.ts'
import { reportCalls } from './report.ts'
import { searchCalls } from './search.ts'
import { seriesCalls, seriesEvents } from './series.ts'
import { sessionCalls, sessionEvents } from './session.ts'
import { shellCalls, shellEvents } from './shell.ts'
import { staffCalls, staffEvents } from './staff.ts'
import { templateCalls, templateEvents } from './template.ts'
import { vaultCalls, vaultEvents } from './vault.ts'

/** Every call that the engine answers. */
export const calls = {
  ...engineCalls,
  ...vaultCalls,
  ...connectionCalls,
  ...customerCalls,
  ...customerManyCalls,
  ...customerImportCalls,
  ...customerPrivacyCalls,
  ...customerRecordCalls,
  ...consentCalls,
  ...privacyCalls,
  ...sessionCalls,
  ...auditCalls,
  ...backupCalls,
  ...templateCalls,
  ...catalogCalls,
  ...priceCalls,
  ...broadcastCalls,
  ...broadcastRuleCalls,
  ...seriesCalls,
  ...groupCalls,
  ...orderCalls,
  ...couponCalls,
  ...raffleCalls,
  ...reportCalls,
  ...inboxCalls,
  ...mediaCalls,
  ...quickReplyCalls,
  ...profileCalls,
  ...searchCalls,
  ...staffCalls,
  ...integrationCalls,
  ...automationCalls,
}
/** Every event that the engine announces. */
export const events = {
  ...vaultEvents,
  ...connectionEvents,
  ...customerEvents,
  ...customerImportEvents,
  ...consentEvents,
  ...privacyEvents,
  ...sessionEvents,
  ...backupEvents,
  ...templateEvents,
  ...catalogEvents,
  ...priceEvents,
  ...broadcastEvents,
  ...seriesEvents,
  ...groupEvents,
  ...orderEvents,
  ...couponEvents,
  ...raffleEvents,
  ...inboxEvents,
  ...quickReplyEvents,
  ...profileEvents,
  ...staffEvents,
  ...integrationEvents,
  ...automationEvents,
}
/** What a window may call and hear: the engine's, and main's own. */
export const windowCalls = { ...calls, ...shellCalls }
export const windowEvents = { ...events, ...shellEvents }

export type CallName = keyof typeof calls
export type EventName = keyof typeof events
export type WindowCallName = keyof typeof windowCalls
export type WindowEventName = keyof typeof windowEvents
/** What a caller passes (defaults may be left out), and what the receiver works with (defaults filled in). */
export type CallInput<N extends WindowCallName> = z.input<(typeof windowCalls)[N]['input']>
export type ParsedInput<N extends WindowCallName> = z.output<(typeof windowCalls)[N]['input']>
export type CallOutput<N extends WindowCallName> = z.output<(typeof windowCalls)[N]['output']>
export type EventData<N extends WindowEventName> = z.output<(typeof windowEvents)[N]['data']>
