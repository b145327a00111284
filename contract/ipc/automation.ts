import { z } from 'zod'
import { AutomationId, Currency, Cursor, CustomerId, MessageId, Micros, PageSize, StaffId, TimestampMs } from '../kernel/values.ts'
import { AUTOMATION_LIMITS as L } from '../limits/automation.ts'
import { AutomationSettings, AutomationWork } from './automation-kinds.ts'
import {
  Automation,
  AutomationChat,
  AutomationUse,
  DoubtfulWish,
  DueTry,
  HandOverReason,
  PlannedStep,
  TryResult,
  UseOutcome,
} from './automation-views.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

export { AutomationSettings, AutomationWork } from './automation-kinds.ts'

const ById = z.strictObject({ automationId: AutomationId })
const OfCustomer = z.strictObject({ customerId: CustomerId })

export const automationCalls = {
  'automation.list': defineCall({
    summary: 'All automations in the order in which they are asked, with what they did and cost, and whether all are paused.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({
      automations: z.array(Automation),
      /** Null while they run. `restored-copy`: a copy from another day or computer waits for a person. */
      paused: z.strictObject({ at: TimestampMs, by: z.string(), reason: z.enum(['by-hand', 'restored-copy']) }).nullable(),
      /** Automatic messages of this month in the shop's time zone, and what those cost that Meta takes money for. */
      month: z.strictObject({ messages: z.number().int(), costMicros: Micros, currency: Currency, isSample: z.boolean() }),
      openDoubts: z.number().int(),
    }),
  }),
  'automation.get': defineCall({ summary: 'One automation.', role: 'viewer', input: ById, output: Automation }),
  'automation.save': defineCall({
    summary:
      'Saves an automation, new ones switched off. Refused as automation-refused (place, issue) when it can not work at all; what is missing for switching on stands in `issues`.',
    role: 'manager',
    input: z.strictObject({
      automationId: AutomationId.optional(),
      name: z.string().trim().min(1).max(L.nameCharacters),
      work: AutomationWork,
    }),
    output: Automation,
  }),
  'automation.switch': defineCall({
    summary:
      'Switches an automation on or off. Switching on is refused as automation-not-ready while something is missing, and as automation-only-one where another of its kind is on. Off, nothing planned of it leaves, and flows that are under way end.',
    role: 'manager',
    input: z.strictObject({ automationId: AutomationId, on: z.boolean() }),
    output: Automation,
  }),
  'automation.remove': defineCall({
    summary: 'Removes an automation and what it planned; what it said stays in the chats. It can be put back within a day.',
    role: 'manager',
    input: ById,
    output: Nothing,
  }),
  'automation.putBack': defineCall({
    summary:
      'Takes a removal back: the automation as it was, with what it did and had planned. Switched off where another one that there can be only one of was switched on meanwhile.',
    role: 'manager',
    input: ById,
    output: Automation,
  }),
  'automation.pauseAll': defineCall({
    summary:
      'Lets all automations rest, or goes on. Words that end offers are obeyed all the same, without an answer. What falls due while they rest is skipped.',
    role: 'staff',
    input: z.strictObject({ paused: z.boolean() }),
    output: Nothing,
  }),
  'automation.settings': defineCall({
    summary: 'What holds for all automations.',
    role: 'viewer',
    input: Nothing,
    output: AutomationSettings,
  }),
  'automation.saveSettings': defineCall({
    summary: 'Changes what holds for all automations.',
    role: 'manager',
    input: AutomationSettings,
    output: AutomationSettings,
  }),
  'automation.words': defineCall({
    summary: 'The words that Shopbell knows in all its languages: ending and beginning offers, asking for a person, anger, order trouble.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({
      stop: z.array(z.string()),
      start: z.array(z.string()),
      person: z.array(z.string()),
      anger: z.array(z.string()),
      order: z.array(z.string()),
    }),
  }),
  'automation.try': defineCall({
    summary:
      'Says what would be answered to a text, and why nothing else would answer; sends nothing. With a customer, as that chat stands now; without one, as if a stranger wrote who was greeted before. With an automation or its unsaved work, as if that one were on.',
    role: 'staff',
    input: z.strictObject({
      text: z.string().min(1).max(L.tryCharacters),
      language: z.string().min(2).max(20).nullable().default(null),
      at: TimestampMs.optional(),
      customerId: CustomerId.optional(),
      automationId: AutomationId.optional(),
      work: AutomationWork.optional(),
    }),
    output: TryResult,
  }),
  'automation.tryDue': defineCall({
    summary:
      'Says what a reminder, a drip or a survey would tell a customer now, with the facts of the latest order, and what would keep it back; sends nothing. Without a customer, as to a stranger. With unsaved work, as if it were saved.',
    role: 'staff',
    input: z.strictObject({ automationId: AutomationId.optional(), work: AutomationWork.optional(), customerId: CustomerId.optional() }),
    output: DueTry,
  }),
  'automation.uses': defineCall({
    summary: 'What automations did, newest first.',
    role: 'viewer',
    input: z.strictObject({
      automationId: AutomationId.optional(),
      customerId: CustomerId.optional(),
      outcome: UseOutcome.optional(),
      onlyWrong: z.boolean().default(false),
      since: TimestampMs.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({ uses: z.array(AutomationUse), nextCursor: Cursor.nullable() }),
  }),
  'automation.markWrong': defineCall({
    summary: 'Marks an automatic answer as wrong, or takes the mark back; by the use or by a message of the chat.',
    role: 'staff',
    input: z.union([
      z.strictObject({ useId: z.string().max(40), wrong: z.boolean() }),
      z.strictObject({ messageId: MessageId, wrong: z.boolean() }),
    ]),
    output: AutomationUse,
  }),
  'automation.chat': defineCall({
    summary: 'How the automations stand in one conversation.',
    role: 'viewer',
    input: OfCustomer,
    output: AutomationChat,
  }),
  'automation.handBack': defineCall({
    summary: 'Lets the automations answer in this conversation again.',
    role: 'staff',
    input: OfCustomer,
    output: AutomationChat,
  }),
  'automation.handOver': defineCall({
    summary: 'Silences the automations in this conversation, for the set time or until a time of its own. Nothing is said to the customer.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, until: TimestampMs.optional() }),
    output: AutomationChat,
  }),
  'automation.planned': defineCall({
    summary: 'What reminders, drips and surveys planned: soonest first; what is over, latest first.',
    role: 'viewer',
    input: z.strictObject({
      automationId: AutomationId.optional(),
      customerId: CustomerId.optional(),
      over: z.boolean().default(false),
      cursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({ steps: z.array(PlannedStep), nextCursor: Cursor.nullable() }),
  }),
  'automation.cancelPlanned': defineCall({
    summary: 'Cancels a planned step, and with `rest` all that the same automation planned for this customer.',
    role: 'staff',
    input: z.strictObject({ plannedId: z.string().max(40), rest: z.boolean().default(false) }),
    output: z.strictObject({ cancelled: z.number().int() }),
  }),
  'automation.resumePlanned': defineCall({
    summary: 'Plans a step again that was cancelled by hand, and all that was cancelled together with it.',
    role: 'staff',
    input: z.strictObject({ plannedId: z.string().max(40) }),
    output: z.strictObject({ resumed: z.number().int() }),
  }),
  'automation.doubts': defineCall({
    summary: 'Messages that may ask to end or begin offers: open ones oldest first, settled ones latest first.',
    role: 'viewer',
    input: z.strictObject({ settled: z.boolean().default(false), cursor: Cursor.optional(), limit: PageSize.default(50) }),
    output: z.strictObject({ doubts: z.array(DoubtfulWish), open: z.number().int(), nextCursor: Cursor.nullable() }),
  }),
  'automation.settleDoubt': defineCall({
    summary:
      "Says what a doubtful message meant. `stop` and `start` are written into the customer's consent history with the message as proof, dated as it was written; `neither` changes nothing. Settling again replaces the decision by a further entry.",
    role: 'staff',
    input: z.strictObject({ doubtId: z.string().max(40), decision: z.enum(['stop', 'start', 'neither']) }),
    output: DoubtfulWish,
  }),
  'automation.surveyReport': defineCall({
    summary: 'What customers answered to a survey, or to all, within a time.',
    role: 'viewer',
    input: z.strictObject({
      automationId: AutomationId.optional(),
      from: TimestampMs,
      to: TimestampMs,
      commentCursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({
      asked: z.number().int(),
      answered: z.number().int(),
      /** Hundredths; null without answers. */
      averageHundredths: z.number().int().nullable(),
      scores: z.array(z.strictObject({ score: z.number().int().min(1).max(5), people: z.number().int() })),
      days: z.array(z.strictObject({ day: z.string(), answered: z.number().int(), averageHundredths: z.number().int() })),
      comments: z.array(
        z.strictObject({
          customerId: CustomerId,
          name: z.string(),
          at: TimestampMs,
          score: z.number().int(),
          comment: z.string(),
        }),
      ),
      nextCommentCursor: Cursor.nullable(),
    }),
  }),
}

export const automationEvents = {
  'automation.changed': defineEvent({
    summary: 'An automation, the settings or the pause changed; null means more than one.',
    data: z.strictObject({ automationId: AutomationId.nullable() }),
  }),
  'automation.used': defineEvent({
    summary: 'An automation answered, handed over or planned something for a customer; bursts of one customer come as one.',
    data: z.strictObject({ customerId: CustomerId, automationId: AutomationId.nullable() }),
  }),
  'automation.handedOver': defineEvent({
    summary: 'A conversation waits for a person.',
    data: z.strictObject({ customerId: CustomerId, reason: HandOverReason, staffId: StaffId.nullable() }),
  }),
  'automation.doubtsChanged': defineEvent({
    summary: 'The pile of doubtful messages changed.',
    data: z.strictObject({ open: z.number().int() }),
  }),
}
