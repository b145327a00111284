import { z } from 'zod'
import { StaffId, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing, Role } from './define.ts'

/** One of the shop's people, as others show them. The owner's name is empty until one is given. */
export const StaffName = z.strictObject({ staffId: StaffId, name: z.string() })

export const StaffMember = StaffName.extend({
  role: Role,
  /** Who asks. */
  isMe: z.boolean(),
  /** Conversations that are theirs and open. */
  openConversations: z.number().int(),
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  lastSignInAt: TimestampMs.nullable(),
})

export const staffCalls = {
  'staff.list': defineCall({
    summary: 'The people of the shop; the owner first.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ members: z.array(StaffMember) }),
  }),
  'staff.save': defineCall({
    summary:
      'Adds one of the staff, or changes name and role. The same name twice is refused; the owner stays owner; chats of who becomes a viewer are nobody’s.',
    role: 'owner',
    input: z.strictObject({ staffId: StaffId.optional(), name: z.string().trim().min(1).max(60), role: Role.default('staff') }),
    output: StaffMember,
  }),
  'staff.setPassword': defineCall({
    summary:
      'Gives somebody a first password, which they must change when they sign in; with null their access ends until a new one is given.',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({ staffId: StaffId, password: z.string().min(12).max(128).nullable() }),
    output: StaffMember,
    deadlineMs: 60_000,
  }),
  'staff.remove': defineCall({
    summary:
      "Takes somebody off the list. Their access ends at once, their conversations become nobody's; what they wrote keeps their name.",
    role: 'owner',
    input: z.strictObject({ staffId: StaffId }),
    output: z.strictObject({ unassigned: z.number().int() }),
  }),
}

export const staffEvents = {
  'staff.changed': defineEvent({ summary: 'The list of the staff changed.', data: Nothing }),
}
