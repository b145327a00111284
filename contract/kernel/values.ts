import { z } from 'zod'

/** Time in milliseconds since the epoch, UTC. */
export const TimestampMs = z.number().int().nonnegative().brand<'TimestampMs'>()
export type TimestampMs = z.infer<typeof TimestampMs>

/** A phone number in E.164 form with the plus sign, e.g. +886912345678. */
export const PhoneE164 = z
  .string()
  .regex(/^\+[1-9]\d{5,14}$/)
  .brand<'PhoneE164'>()
export type PhoneE164 = z.infer<typeof PhoneE164>

/**
 * A number in an answer: whole, or, for staff where the shop hides numbers, its country and last three digits, e.g. +886 ••• 678.
 * Which of the two is known by the sign in the middle; calls take only whole numbers.
 */
export const ShownPhone = z
  .string()
  .regex(/^\+(?:[1-9]\d{5,14}|\d{1,3} ••• \d{3})$/)
  .brand<'PhoneE164'>()

/** Meta's business-scoped user id (REFERENCE 12.1). */
export const UserId = z
  .string()
  .regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/)
  .brand<'UserId'>()
export type UserId = z.infer<typeof UserId>

const id = <B extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{10,32}$`))
    .brand<B>()

export const VaultId = id<'VaultId'>('vlt')
export type VaultId = z.infer<typeof VaultId>
export const CustomerId = id<'CustomerId'>('cus')
export type CustomerId = z.infer<typeof CustomerId>
export const ImportId = id<'ImportId'>('imp')
export type ImportId = z.infer<typeof ImportId>
export const ConnectionId = id<'ConnectionId'>('con')
export type ConnectionId = z.infer<typeof ConnectionId>
export const BroadcastId = id<'BroadcastId'>('brc')
export type BroadcastId = z.infer<typeof BroadcastId>
export const SendId = id<'SendId'>('snd')
export type SendId = z.infer<typeof SendId>
export const MessageId = id<'MessageId'>('msg')
export type MessageId = z.infer<typeof MessageId>
export const QuickReplyId = id<'QuickReplyId'>('qrp')
export type QuickReplyId = z.infer<typeof QuickReplyId>
export const GroupId = id<'GroupId'>('grp')
export type GroupId = z.infer<typeof GroupId>
export const OrderId = id<'OrderId'>('ord')
export type OrderId = z.infer<typeof OrderId>
export const CouponId = id<'CouponId'>('cpn')
export type CouponId = z.infer<typeof CouponId>
export const RaffleId = id<'RaffleId'>('raf')
export type RaffleId = z.infer<typeof RaffleId>
export const SeriesId = id<'SeriesId'>('ser')
export type SeriesId = z.infer<typeof SeriesId>
export const StaffId = id<'StaffId'>('stf')
export type StaffId = z.infer<typeof StaffId>
export const MediaFileId = id<'MediaFileId'>('med')
export type MediaFileId = z.infer<typeof MediaFileId>
export const AutomationId = id<'AutomationId'>('aut')
export type AutomationId = z.infer<typeof AutomationId>
export const NoticeId = id<'NoticeId'>('ntc')
export type NoticeId = z.infer<typeof NoticeId>
export const DropFolderRuleId = id<'DropFolderRuleId'>('drp')
export type DropFolderRuleId = z.infer<typeof DropFolderRuleId>
export const ToolTokenId = id<'ToolTokenId'>('tok')
export type ToolTokenId = z.infer<typeof ToolTokenId>
export const EventHookId = id<'EventHookId'>('hok')
export type EventHookId = z.infer<typeof EventHookId>
export const CustomerFieldId = id<'CustomerFieldId'>('fld')
export type CustomerFieldId = z.infer<typeof CustomerFieldId>
export const MergeId = id<'MergeId'>('mrg')
export type MergeId = z.infer<typeof MergeId>
export const ConsentPlaceId = id<'ConsentPlaceId'>('plc')
export type ConsentPlaceId = z.infer<typeof ConsentPlaceId>
export const PrivacyRequestId = id<'PrivacyRequestId'>('req')
export type PrivacyRequestId = z.infer<typeof PrivacyRequestId>
export const ReceiptId = z
  .string()
  .regex(/^E-\d{4}-\d{4,}$/)
  .brand<'ReceiptId'>()
export type ReceiptId = z.infer<typeof ReceiptId>

/** Money in millionths of the currency's main unit, so that sums are exact (US$0.0732 is 73200). */
export const Micros = z.number().int()
export const Currency = z.string().regex(/^[A-Z]{3}$/)
export const CountryCode = z.string().regex(/^[A-Z]{2}$/)
export const Locale = z.enum(['en', 'zh-TW', 'zh-CN'])
export type Locale = z.infer<typeof Locale>

/** Where a list goes on; opaque to whoever asks. */
export const Cursor = z.string().max(200)
export const PageSize = z.number().int().min(1).max(500)
