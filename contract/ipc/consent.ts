import { z } from 'zod'
import { ConsentPlaceId, CustomerId, Locale, TimestampMs } from '../kernel/values.ts'
import { CustomerSelection } from './customer-many.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

/** A place where customers can say yes by themselves: a till, a table, a receipt. Its word comes with their first message. */
export const ConsentPlace = z.strictObject({
  placeId: ConsentPlaceId,
  name: z.string(),
  /** Short word at the end of the ready text, so that the message tells the place; letters and digits. */
  keyword: z.string(),
  /** The whole text that the code puts into the customer's message field: a sentence that agrees, with the keyword. */
  text: z.string(),
  language: Locale,
  /** What the poster promises, kept with each consent as its wording. */
  wording: z.string(),
  /** `https://wa.me/…` with the text; null while no number is connected. */
  link: z.string().nullable(),
  joined: z.number().int(),
  lastJoinedAt: TimestampMs.nullable(),
  /** What is answered at once, in the open window; empty: nothing. */
  thanks: z.string(),
})

/** What asking somebody for consent would do, by person: in the open window by buttons, else by a template the shop chose. */
export const AskPlan = z.strictObject({
  people: z.number().int(),
  byMessage: z.number().int(),
  byTemplate: z.number().int(),
  /** Left out: agreed already, refused or stopped, asked within 90 days, restricted, no template. */
  leftOut: z.array(
    z.strictObject({
      why: z.enum(['agreed', 'refused', 'asked-recently', 'restricted', 'no-number', 'no-template']),
      people: z.number().int(),
    }),
  ),
})

export const consentCalls = {
  'consent.places': defineCall({
    summary: 'Places where customers can say yes, with how many did.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ places: z.array(ConsentPlace) }),
  }),
  'consent.savePlace': defineCall({
    summary: 'Adds or changes a place. Text and wording have starters in each language; a keyword is used once.',
    role: 'manager',
    input: z.strictObject({
      placeId: ConsentPlaceId.optional(),
      name: z.string().trim().min(1).max(60),
      keyword: z
        .string()
        .trim()
        .regex(/^[\p{L}\p{N}]{2,20}$/u)
        .optional(),
      language: Locale,
      text: z.string().trim().max(200).optional(),
      wording: z.string().trim().max(1000).optional(),
      thanks: z.string().trim().max(500).optional(),
    }),
    output: ConsentPlace,
  }),
  'consent.removePlace': defineCall({
    summary: 'Takes a place off the list; a message with its keyword is an ordinary message from now on. Consents stay.',
    role: 'manager',
    input: z.strictObject({ placeId: ConsentPlaceId }),
    output: Nothing,
  }),
  'consent.starter': defineCall({
    summary: 'Ready sentences of a new place in one language: what the customer sends, what the poster promises, what is answered.',
    role: 'manager',
    input: z.strictObject({ language: Locale }),
    output: z.strictObject({ keyword: z.string(), text: z.string(), wording: z.string(), thanks: z.string() }),
  }),
  'consent.planAsk': defineCall({
    summary: 'Who would be asked for consent, how, and who not and why. Sends nothing.',
    role: 'staff',
    input: z.strictObject({ selection: CustomerSelection, templateName: z.string().max(512).optional() }),
    output: AskPlan,
    deadlineMs: 60_000,
  }),
  'consent.ask': defineCall({
    summary:
      'Asks customers whether they want offers, once in 90 days: by message with two buttons in the open window, else by an approved utility template with two quick-reply buttons. Their tap is the proof.',
    role: 'manager',
    audited: true,
    input: z.strictObject({ selection: CustomerSelection, templateName: z.string().max(512).optional(), expectedPeople: z.number().int() }),
    output: AskPlan,
    deadlineMs: 120_000,
  }),
  'consent.askOne': defineCall({
    summary: 'Asks one customer in the open window.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId }),
    output: AskPlan,
  }),
}

export const consentEvents = {
  'consent.changed': defineEvent({ summary: 'A place changed, or somebody joined at one.', data: Nothing }),
}
