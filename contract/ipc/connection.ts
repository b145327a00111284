import { z } from 'zod'
import { ConnectionKind, CheckName, Check, LiveTest, ConnectionSetup, NumberHealth, ConnectionStatus } from './connection-shapes.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

/** Where the number lives and the key for it, as typed into the wizard or given on the command line. */
const way = {
  kind: z.enum(['meta', 'provider']).default('meta'),
  /** Default: the address given with --graph-url, else https://graph.facebook.com */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  apiVersion: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default('v25.0'),
  /** Name of the header that carries the key; `Authorization` gets the word Bearer in front. */
  authHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/)
    .default('Authorization'),
}
const Key = z.string().min(1).max(2048)
const AppSecret = z.string().min(1).max(256)
const MetaId = z.string().regex(/^\d{1,32}$/)
/**
 * `local`: Meta's callback override points at the engine's own receiver (needs a host that reaches this laptop); a URL: a
 * tunnel in front of it; none: sending only.
 */
const Receiving = z.union([z.enum(['local', 'none']), z.url({ protocol: /^https?$/ })])

export const connectionCalls = {
  'connection.add': defineCall({
    summary:
      'Saves where the number lives and its secrets (keychain only), reads the number, and asks for events. Replaces the connection that was there.',
    role: 'owner',
    input: z.strictObject({
      ...way,
      kind: ConnectionKind.default('meta'),
      token: Key,
      appSecret: z.string().max(256).optional(),
      wabaId: MetaId,
      phoneNumberId: MetaId,
      businessId: MetaId.optional(),
      catalogId: MetaId.optional(),
      receiving: Receiving.default('none'),
    }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.beginSetup': defineCall({
    summary:
      'First step of the wizard: tries the key, reads its rights and which numbers it reaches. The key goes to the keychain at once.',
    role: 'owner',
    input: z.strictObject({ ...way, token: Key, appSecret: AppSecret.optional() }),
    output: ConnectionSetup,
    deadlineMs: 60_000,
  }),
  'connection.setup': defineCall({
    summary: 'The wizard as it was left; null when none is under way.',
    role: 'owner',
    audited: false,
    input: Nothing,
    output: ConnectionSetup.nullable(),
  }),
  'connection.goToSetupStep': defineCall({
    summary: 'Notes which step of the wizard is open, so that it opens there again.',
    role: 'owner',
    audited: false,
    input: z.strictObject({ step: ConnectionSetup.shape.step }),
    output: ConnectionSetup,
  }),
  'connection.chooseNumber': defineCall({
    summary: 'Second step: makes the chosen number the connection (sending only until a way in is chosen). Nothing changes when it fails.',
    role: 'owner',
    input: z.strictObject({
      wabaId: MetaId,
      phoneNumberId: MetaId,
      businessId: MetaId.optional(),
      catalogId: MetaId.nullable().default(null),
    }),
    output: z.strictObject({ setup: ConnectionSetup, connection: ConnectionStatus }),
    deadlineMs: 60_000,
  }),
  'connection.endSetup': defineCall({
    summary: 'Ends the wizard. The connection stays as it is; a key that never became a connection is forgotten.',
    role: 'owner',
    input: Nothing,
    output: Nothing,
  }),
  'connection.requestCode': defineCall({
    summary: 'Asks Meta to send a code to the number, by text message or by call, to prove that it is ours.',
    role: 'owner',
    audited: false,
    input: z.strictObject({ method: z.enum(['SMS', 'VOICE']), language: z.string().min(2).max(10).default('en_US') }),
    output: Nothing,
    deadlineMs: 60_000,
  }),
  'connection.verifyCode': defineCall({
    summary: 'Hands over the code that came by text message or call.',
    role: 'owner',
    input: z.strictObject({ code: z.string().regex(/^\d{3}-?\d{3}$/) }),
    output: Nothing,
    deadlineMs: 60_000,
  }),
  'connection.register': defineCall({
    summary: 'Registers the number for the Cloud API with its six-digit PIN; refused for numbers that stay on the phone app.',
    role: 'owner',
    input: z.strictObject({ pin: z.string().regex(/^\d{6}$/) }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.check': defineCall({
    summary: 'Runs the checks against the number again, all nine or the ones named, and says what is wrong and what is kept.',
    role: 'manager',
    input: z.strictObject({ only: z.array(CheckName).min(1).optional() }),
    output: z.strictObject({ connection: ConnectionStatus, checks: z.array(Check) }),
    deadlineMs: 60_000,
  }),
  'connection.checks': defineCall({
    summary: 'The checks as they last ended, without asking anybody.',
    role: 'manager',
    input: Nothing,
    output: z.strictObject({ checks: z.array(Check) }),
  }),
  'connection.setReceiving': defineCall({
    summary:
      'Chooses the way in for events, points Meta at it (for the whole account or for this number alone), and waits for the round trip that proves it.',
    role: 'owner',
    input: z.strictObject({ receiving: Receiving, level: z.enum(['account', 'number']).default('account') }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.beginLiveTest': defineCall({
    summary: "Waits for a message from the owner's own phone to this number.",
    role: 'owner',
    audited: false,
    input: Nothing,
    output: LiveTest,
  }),
  'connection.liveTest': defineCall({
    summary: 'The live test as it stands; null when none was begun.',
    role: 'owner',
    audited: false,
    input: Nothing,
    output: LiveTest.nullable(),
  }),
  'connection.answerLiveTest': defineCall({
    summary: 'Sends a short answer to the phone that wrote, through the same way as every reply.',
    role: 'owner',
    audited: false,
    input: z.strictObject({ text: z.string().min(1).max(1000) }),
    output: LiveTest,
  }),
  'connection.replaceKey': defineCall({
    summary: 'Puts a new key in place of the old one, once it has proved that it reaches the same number. Sending goes on.',
    role: 'owner',
    input: z.strictObject({ token: Key }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.replaceAppSecret': defineCall({
    summary: 'Takes a new app secret; events signed with the old one are still taken for seven days.',
    role: 'owner',
    input: z.strictObject({ appSecret: AppSecret }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.useVersion': defineCall({
    summary: "Speaks another version of Meta's interface, once the number answers in it.",
    role: 'owner',
    input: z.strictObject({ apiVersion: z.string().regex(/^v\d+\.\d+$/) }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.setMarketingEndpoint': defineCall({
    summary: "Sends promotions by Meta's marketing endpoint, where the account has accepted its terms, or by the ordinary one.",
    role: 'owner',
    input: z.strictObject({ isOn: z.boolean() }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.disconnect': defineCall({
    summary:
      'Takes back the way in, forgets key and app secret, and keeps every customer, message and report. Refused while a broadcast runs.',
    role: 'owner',
    input: Nothing,
    output: Nothing,
    deadlineMs: 60_000,
  }),
  'connection.health': defineCall({
    summary: 'Everything about number, account, key, templates and events; asks Meta when `refresh` is set, else answers what is kept.',
    role: 'manager',
    input: z.strictObject({ refresh: z.boolean().default(true) }),
    output: NumberHealth,
    deadlineMs: 60_000,
  }),
  'connection.status': defineCall({
    summary: 'The connection as last known; null when there is none.',
    role: 'viewer',
    input: Nothing,
    output: ConnectionStatus.nullable(),
  }),
}

export const connectionEvents = {
  'connection.changed': defineEvent({ summary: 'Link state, number facts or receiving changed.', data: ConnectionStatus.nullable() }),
  'connection.liveTest': defineEvent({ summary: 'The live test went on.', data: LiveTest }),
}
