import { z } from 'zod'
import { DOOR_LIMITS, PROFILE_LIMITS as L, PROFILE_VERTICALS } from '../limits/profile.ts'
import { TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

/** What customers see when they tap the shop's name in WhatsApp. */
export const Profile = z.strictObject({
  about: z.string(),
  address: z.string(),
  description: z.string(),
  email: z.string(),
  websites: z.array(z.string()),
  /** Null where the shop chose none; Meta may give words of its own that can't be chosen. */
  vertical: z.string().nullable(),
  /** As a data URL, fetched by the engine; null when there is none or it could not be fetched. */
  picture: z.string().nullable(),
  readAt: TimestampMs,
})

/** When the shop is open on one day of the week; several rows for a break at noon. */
export const OpeningHours = z.strictObject({
  /** 1 is Monday, 7 is Sunday. */
  day: z.number().int().min(1).max(7),
  opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** 24:00 for open until midnight. */
  closes: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
})

const Website = z.url({ protocol: /^https?$/ }).max(L.websiteCharacters)

export const profileCalls = {
  'profile.read': defineCall({
    summary: 'The profile that customers see; asks Meta when `refresh` is set or nothing is kept, else answers what is kept.',
    role: 'viewer',
    input: z.strictObject({ refresh: z.boolean().default(false) }),
    output: z.strictObject({ profile: Profile, hours: z.array(OpeningHours) }),
    deadlineMs: 60_000,
  }),
  'profile.save': defineCall({
    summary: 'Changes texts, addresses and trade of the profile at Meta; what is left out stays.',
    role: 'manager',
    input: z.strictObject({
      about: z.string().min(1).max(L.aboutCharacters).optional(),
      address: z.string().max(L.addressCharacters).optional(),
      description: z.string().max(L.descriptionCharacters).optional(),
      email: z.union([z.literal(''), z.email().max(L.emailCharacters)]).optional(),
      websites: z.array(Website).max(L.websites).optional(),
      vertical: z.enum(PROFILE_VERTICALS).optional(),
    }),
    output: Profile,
    deadlineMs: 60_000,
  }),
  'profile.setPicture': defineCall({
    summary: 'Puts a new picture on the profile: a square JPEG, uploaded to Meta first.',
    role: 'manager',
    input: z.strictObject({ jpegBase64: z.base64().max(7_000_000) }),
    output: Profile,
    deadlineMs: 120_000,
  }),
  'profile.saveHours': defineCall({
    summary: "Keeps the shop's opening hours here; Meta's interface takes none.",
    role: 'manager',
    input: z.strictObject({ hours: z.array(OpeningHours).max(28) }),
    output: z.strictObject({ hours: z.array(OpeningHours) }),
  }),
  'profile.links': defineCall({
    summary: 'Short links and QR codes that open a chat with a ready text, as kept at Meta.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ links: z.array(z.strictObject({ code: z.string(), text: z.string(), url: z.string() })) }),
    deadlineMs: 60_000,
  }),
  'profile.saveLink': defineCall({
    summary: 'Makes a short link with a ready text, or changes the text of one.',
    role: 'manager',
    input: z.strictObject({ code: z.string().max(64).optional(), text: z.string().min(1).max(DOOR_LIMITS.qrTextCharacters) }),
    output: z.strictObject({ code: z.string(), text: z.string(), url: z.string() }),
    deadlineMs: 60_000,
  }),
  'profile.removeLink': defineCall({
    summary: 'Ends a short link: whoever opens it later finds nothing.',
    role: 'manager',
    input: z.strictObject({ code: z.string().max(64) }),
    output: Nothing,
    deadlineMs: 60_000,
  }),
}

export const profileEvents = {
  'profile.changed': defineEvent({ summary: 'Profile, opening hours or links were changed or read again.', data: Nothing }),
}
