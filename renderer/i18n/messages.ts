import type { Locale } from '#contract/kernel/values.ts'
import enApp from './en/app.json'
import enAudit from './en/audit.json'
import enAutomation from './en/automation.json'
import enBackup from './en/backup.json'
import enBroadcast from './en/broadcast.json'
import enCatalog from './en/catalog.json'
import enConnection from './en/connection.json'
import enConsent from './en/consent.json'
import enCoupon from './en/coupon.json'
import enCustomer from './en/customer.json'
import enErrors from './en/errors.json'
import enGroup from './en/group.json'
import enInbox from './en/inbox.json'
import enIntegration from './en/integration.json'
import enMedia from './en/media.json'
import enMeta from './en/meta.json'
import enOrder from './en/order.json'
import enPrice from './en/price.json'
import enPrivacy from './en/privacy.json'
import enProfile from './en/profile.json'
import enQuickReply from './en/quick-reply.json'
import enRaffle from './en/raffle.json'
import enRecord from './en/record.json'
import enReport from './en/report.json'
import enSeries from './en/series.json'
import enSession from './en/session.json'
import enShell from './en/shell.json'
import enTemplate from './en/template.json'
import enUi from './en/ui.json'
import enValue from './en/value.json'
import enVault from './en/vault.json'
import cnApp from './zh-CN/app.json'
import cnAudit from './zh-CN/audit.json'
import cnAutomation from './zh-CN/automation.json'
import cnBackup from './zh-CN/backup.json'
import cnBroadcast from './zh-CN/broadcast.json'
import cnCatalog from './zh-CN/catalog.json'
import cnConnection from './zh-CN/connection.json'
import cnConsent from './zh-CN/consent.json'
import cnCoupon from './zh-CN/coupon.json'
import cnCustomer from './zh-CN/customer.json'
import cnErrors from './zh-CN/errors.json'
import cnGroup from './zh-CN/group.json'
import cnInbox from './zh-CN/inbox.json'
import cnIntegration from './zh-CN/integration.json'
import cnMedia from './zh-CN/media.json'
import cnMeta from './zh-CN/meta.json'
import cnOrder from './zh-CN/order.json'
import cnPrice from './zh-CN/price.json'
import cnPrivacy from './zh-CN/privacy.json'
import cnProfile from './zh-CN/profile.json'
import cnQuickReply from './zh-CN/quick-reply.json'
import cnRaffle from './zh-CN/raffle.json'
import cnRecord from './zh-CN/record.json'
import cnReport from './zh-CN/report.json'
import cnSeries from './zh-CN/series.json'
import cnSession from './zh-CN/session.json'
import cnShell from './zh-CN/shell.json'
import cnTemplate from './zh-CN/template.json'
import cnUi from './zh-CN/ui.json'
import cnValue from './zh-CN/value.json'
import cnVault from './zh-CN/vault.json'
import twApp from './zh-TW/app.json'
import twAudit from './zh-TW/audit.json'
import twAutomation from './zh-TW/automation.json'
import twBackup from './zh-TW/backup.json'
import twBroadcast from './zh-TW/broadcast.json'
import twCatalog from './zh-TW/catalog.json'
import twConnection from './zh-TW/connection.json'
import twConsent from './zh-TW/consent.json'
import twCoupon from './zh-TW/coupon.json'
import twCustomer from './zh-TW/customer.json'
import twErrors from './zh-TW/errors.json'
import twGroup from './zh-TW/group.json'
import twInbox from './zh-TW/inbox.json'
import twIntegration from './zh-TW/integration.json'
import twMedia from './zh-TW/media.json'
import twMeta from './zh-TW/meta.json'
import twOrder from './zh-TW/order.json'
import twPrice from './zh-TW/price.json'
import twPrivacy from './zh-TW/privacy.json'
import twProfile from './zh-TW/profile.json'
import twQuickReply from './zh-TW/quick-reply.json'
import twRaffle from './zh-TW/raffle.json'
import twRecord from './zh-TW/record.json'
import twReport from './zh-TW/report.json'
import twSeries from './zh-TW/series.json'
import twSession from './zh-TW/session.json'
import twShell from './zh-TW/shell.json'
import twTemplate from './zh-TW/template.json'
import twUi from './zh-TW/ui.json'
import twValue from './zh-TW/value.json'
import twVault from './zh-TW/vault.json'

const en = {
  ...enApp,
  ...enAudit,
  ...enAutomation,
  ...enBackup,
  ...enBroadcast,
  ...enCatalog,
  ...enConnection,
  ...enConsent,
  ...enCoupon,
  ...enCustomer,
  ...enErrors,
  ...enGroup,
  ...enInbox,
  ...enIntegration,
  ...enMedia,
  ...enMeta,
  ...enOrder,
  ...enPrice,
  ...enPrivacy,
  ...enProfile,
  ...enQuickReply,
  ...enRaffle,
  ...enRecord,
  ...enReport,
  ...enSeries,
  ...enSession,
  ...enShell,
  ...enTemplate,
  ...enUi,
  ...enValue,
  ...enVault,
}
const zhTw = {
  ...twApp,
  ...twAudit,
  ...twAutomation,
  ...twBackup,
  ...twBroadcast,
  ...twCatalog,
  ...twConnection,
  ...twConsent,
  ...twCoupon,
  ...twCustomer,
  ...twErrors,
  ...twGroup,
  ...twInbox,
  ...twIntegration,
  ...twMedia,
  ...twMeta,
  ...twOrder,
  ...twPrice,
  ...twPrivacy,
  ...twProfile,
  ...twQuickReply,
  ...twRaffle,
  ...twRecord,
  ...twReport,
  ...twSeries,
  ...twSession,
  ...twShell,
  ...twTemplate,
  ...twUi,
  ...twValue,
  ...twVault,
}
const zhCn = {
  ...cnApp,
  ...cnAudit,
  ...cnAutomation,
  ...cnBackup,
  ...cnBroadcast,
  ...cnCatalog,
  ...cnConnection,
  ...cnConsent,
  ...cnCoupon,
  ...cnCustomer,
  ...cnErrors,
  ...cnGroup,
  ...cnInbox,
  ...cnIntegration,
  ...cnMedia,
  ...cnMeta,
  ...cnOrder,
  ...cnPrice,
  ...cnPrivacy,
  ...cnProfile,
  ...cnQuickReply,
  ...cnRaffle,
  ...cnRecord,
  ...cnReport,
  ...cnSeries,
  ...cnSession,
  ...cnShell,
  ...cnTemplate,
  ...cnUi,
  ...cnValue,
  ...cnVault,
}

/** Name of one text; the first part is the noun whose file holds it. English decides which names exist. */
export type MessageId = keyof typeof en

/** All texts by language. A language that lacks one does not compile. */
export const messages: Readonly<Record<Locale, Readonly<Record<MessageId, string>>>> = { en, 'zh-TW': zhTw, 'zh-CN': zhCn }

/** True when a text of this name exists; for names built from data, such as error codes. */
export const isMessageId = (id: string): id is MessageId => Object.hasOwn(en, id)

/** One text in every language, for searches that must work whatever language the person thinks in. */
export const inAllLanguages = (id: MessageId): readonly string[] => Object.values(messages).map((texts) => texts[id])

/** A text in a language that is not the reader's, e.g. on a poster; what is in braces stays as it is. */
export const textIn = (locale: Locale, id: MessageId): string => messages[locale][id]
