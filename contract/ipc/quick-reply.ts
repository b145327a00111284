import { z } from 'zod'
import { CustomerId, QuickReplyId } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

export const QuickReply = z.strictObject({
  quickReplyId: QuickReplyId,
  shortcut: z.string().min(1).max(40),
  title: z.string().min(1).max(80),
  /** May hold {{name}} and {{addressAs}}. */
  text: z.string().min(1).max(4096),
  timesUsed: z.number().int(),
})

export const quickReplyCalls = {
  'quickReply.list': defineCall({
    summary:
      'Quick replies that match the typed letters (shortcut, title or text), most used first; filled in for a customer when one is named.',
    role: 'staff',
    input: z.strictObject({ search: z.string().max(100).default(''), customerId: CustomerId.optional() }),
    output: z.strictObject({ quickReplies: z.array(QuickReply.extend({ filled: z.string(), missing: z.array(z.string()) })) }),
  }),
  'quickReply.save': defineCall({
    summary: 'Adds or changes a quick reply.',
    role: 'staff',
    input: QuickReply.omit({ quickReplyId: true, timesUsed: true }).extend({ quickReplyId: QuickReplyId.optional() }),
    output: QuickReply,
  }),
  'quickReply.remove': defineCall({
    summary: 'Removes a quick reply.',
    role: 'staff',
    input: z.strictObject({ quickReplyId: QuickReplyId }),
    output: Nothing,
  }),
  'quickReply.used': defineCall({
    summary: 'Counts one use.',
    role: 'staff',
    input: z.strictObject({ quickReplyId: QuickReplyId }),
    output: Nothing,
  }),
}

export const quickReplyEvents = {
  'quickReply.changed': defineEvent({ summary: 'Quick replies changed.', data: Nothing }),
}
