import { z } from 'zod'
import { Cursor, DropFolderRuleId, EventHookId, NoticeId, PageSize, TimestampMs, ToolTokenId } from '../kernel/values.ts'
import { Encoding } from './customer-import.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import {
  CustomerQuestion,
  MaskedCustomer,
  Notice,
  NoticeAnswer,
  NoticeKind,
  NoticeRequest,
  OrderAnswer,
  OrderRequest,
} from './integration-tool.ts'

/** Rules that hold for every notice, whichever tool asks. */
export const ToolSettings = z.strictObject({
  /** What becomes of a number that is no customer yet. */
  unknownNumbers: z.enum(['refuse', 'create']),
  /** Hours of the recipient's day in which nothing leaves; null is none. */
  quietHours: z.strictObject({ fromHour: z.number().int().min(0).max(23), toHour: z.number().int().min(0).max(23) }).nullable(),
  /** Somebody may be waiting at the counter: notices about orders then go at any hour. */
  ordersAtAnyHour: z.boolean(),
})

/** Where one value of a notice comes from: a column (by its header, in JSON by its key), or the same text in each row. */
export const RowSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('column'), column: z.string().min(1).max(200) }),
  z.strictObject({ from: z.literal('text'), text: z.string().max(1024) }),
])

/** How files of one kind are read: which names, and which column is what. */
export const FolderRule = z.strictObject({
  ruleId: DropFolderRuleId,
  /** Name of files with * for any part, e.g. orders-*.csv; case does not count. */
  pattern: z.string().trim().min(1).max(100),
  kind: NoticeKind,
  template: RowSource,
  language: RowSource.nullable(),
  /** The customer's number, or the id in Shopbell. */
  phone: z.string().max(200),
  name: z.string().max(200).nullable(),
  /** Without one, a row is known by its file and place: the same file twice sends nothing twice. */
  reference: z.string().max(200).nullable(),
  notBefore: z.string().max(200).nullable(),
  latest: z.string().max(200).nullable(),
  values: z.record(z.string().max(60), RowSource),
  /** Null finds it out. */
  encoding: Encoding.nullable(),
})

export const DroppedFile = z.strictObject({
  fileName: z.string(),
  state: z.enum(['working', 'done', 'failed']),
  /** Why the whole file could not be read, e.g. folder-rule-missing. */
  reason: z.string().nullable(),
  rows: z.number().int(),
  sent: z.number().int(),
  known: z.number().int(),
  refused: z.number().int(),
  at: TimestampMs,
})

export const WatchedFolder = z.strictObject({
  isOn: z.boolean(),
  /** Absolute path; null before one was chosen. */
  folder: z.string().nullable(),
  /** `away`: the folder can't be reached at the moment, e.g. a network drive; it is tried again by itself. */
  state: z.enum(['off', 'watching', 'away', 'full']),
  rules: z.array(FolderRule),
  /** The latest, newest first. */
  files: z.array(DroppedFile),
})

export const ToolScope = z.enum(['read', 'notify', 'till'])
export const ToolToken = z.strictObject({
  tokenId: ToolTokenId,
  name: z.string(),
  scopes: z.array(ToolScope),
  createdAt: TimestampMs,
  lastUsedAt: TimestampMs.nullable(),
})

export const LocalEndpoint = z.strictObject({
  isOn: z.boolean(),
  /** The wished port; 0 lets the computer choose. */
  port: z.number().int(),
  /** Null while it is off or the port is taken. */
  url: z.string().nullable(),
  /** Why it does not listen although it should. */
  problem: z.enum(['port-taken', 'port-refused']).nullable(),
  tokens: z.array(ToolToken),
})

export const HookEvent = z.enum([
  'message-received',
  'order-added',
  'order-changed',
  'offers-ended',
  'broadcast-finished',
  'coupon-used',
  'survey-answered',
])
/** Why a delivery did not arrive. */
export const HookTrouble = z.enum([
  'address-refused',
  'redirect-refused',
  'tls-refused',
  'network-unreachable',
  'network-timeout',
  'answer-refused',
])

export const EventHook = z.strictObject({
  hookId: EventHookId,
  name: z.string(),
  url: z.string(),
  events: z.array(HookEvent),
  /** Whether messages are told with their words. */
  withText: z.boolean(),
  /** `stopped`: switched off by itself after days of failing. */
  state: z.enum(['on', 'off', 'stopped']),
  failingSince: TimestampMs.nullable(),
  lastArrivedAt: TimestampMs.nullable(),
  trouble: HookTrouble.nullable(),
  httpStatus: z.number().int().nullable(),
  waiting: z.number().int(),
  /** Given up after 24 hours. */
  dead: z.number().int(),
})

export const HookDelivery = z.strictObject({
  eventId: z.string(),
  hookId: EventHookId,
  event: z.union([HookEvent, z.literal('test')]),
  state: z.enum(['waiting', 'arrived', 'dead']),
  at: TimestampMs,
  tries: z.number().int(),
  nextTryAt: TimestampMs.nullable(),
  trouble: HookTrouble.nullable(),
  httpStatus: z.number().int().nullable(),
})

/** What a hook is told; the body is this object as JSON. */
export const HookBody = z.strictObject({
  eventId: z.string(),
  event: z.union([HookEvent, z.literal('test')]),
  at: TimestampMs,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

const HookChange = z.strictObject({
  hookId: EventHookId.optional(),
  name: z.string().trim().min(1).max(60),
  url: z.string().trim().min(1).max(2048),
  events: z.array(HookEvent).min(1),
  withText: z.boolean().default(false),
  isOn: z.boolean().default(true),
})

export const integrationCalls = {
  'integration.notify': defineCall({
    summary:
      'Sends an approved template to one customer for a tool of the shop: order notice, reminder or anything else. Consent, quiet hours, limits and prices hold as always. The same reference of the same tool never leaves twice.',
    role: 'staff',
    input: NoticeRequest.extend({ tool: z.string().trim().min(1).max(60).default('command-line') }),
    output: NoticeAnswer,
  }),
  'integration.notice': defineCall({
    summary: 'How far one notice came, by its id or by tool and reference.',
    role: 'viewer',
    input: z.union([
      z.strictObject({ noticeId: NoticeId }),
      z.strictObject({ tool: z.string().trim().min(1).max(60).default('command-line'), reference: z.string().trim().min(1).max(120) }),
    ]),
    output: Notice,
  }),
  'integration.notices': defineCall({
    summary: 'Notices of all tools, newest first.',
    role: 'viewer',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.default(20) }),
    output: z.strictObject({
      notices: z.array(Notice.extend({ tool: z.string(), customerName: z.string() })),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'integration.findCustomer': defineCall({
    summary: 'One customer by number or id, masked: enough to tell at a counter whether it is the right person.',
    role: 'staff',
    input: CustomerQuestion,
    output: MaskedCustomer,
  }),
  'integration.addOrder': defineCall({
    summary: 'Notes an order of a customer by number or id. The same order number twice is refused.',
    role: 'staff',
    input: OrderRequest,
    output: OrderAnswer,
  }),
  'integration.settings': defineCall({
    summary: 'Rules that hold for every notice.',
    role: 'viewer',
    input: Nothing,
    output: ToolSettings,
  }),
  'integration.saveSettings': defineCall({
    summary: 'Changes rules that hold for every notice from now on.',
    role: 'manager',
    input: ToolSettings.partial(),
    output: ToolSettings,
  }),
  'integration.folder': defineCall({
    summary: 'The watched folder, how its files are read, and the latest results.',
    role: 'viewer',
    input: Nothing,
    output: WatchedFolder,
  }),
  'integration.setFolder': defineCall({
    summary: 'Chooses the watched folder, or switches watching on or off.',
    role: 'owner',
    input: z.strictObject({ folder: FileReference.optional(), isOn: z.boolean().optional() }),
    output: WatchedFolder,
    files: { folder: ['folder'] },
  }),
  'integration.lookNow': defineCall({
    summary: 'Looks into the watched folder at once.',
    role: 'staff',
    input: Nothing,
    output: WatchedFolder,
    deadlineMs: 300_000,
  }),
  'integration.inspectFile': defineCall({
    summary: 'The columns and first rows of a file like those that will be dropped; nothing is sent.',
    role: 'manager',
    input: z.strictObject({ file: FileReference, encoding: Encoding.optional() }),
    output: z.strictObject({
      fileName: z.string(),
      encoding: Encoding,
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())).max(5),
    }),
    files: { read: ['file'] },
  }),
  'integration.saveRule': defineCall({
    summary: 'Keeps how files of a name are read, or changes it. Errors: template-missing, folder-rule-taken.',
    role: 'manager',
    input: FolderRule.extend({ ruleId: DropFolderRuleId.optional() }),
    output: WatchedFolder,
  }),
  'integration.removeRule': defineCall({
    summary: 'Forgets how files of a name are read.',
    role: 'manager',
    input: z.strictObject({ ruleId: DropFolderRuleId }),
    output: WatchedFolder,
  }),
  'integration.endpoint': defineCall({
    summary: 'The endpoint for programs on this computer, and who may use it.',
    role: 'viewer',
    input: Nothing,
    output: LocalEndpoint,
  }),
  'integration.setEndpoint': defineCall({
    summary: 'Switches the endpoint on this computer on or off, and chooses its port.',
    role: 'owner',
    input: z.strictObject({
      isOn: z.boolean().optional(),
      port: z.union([z.literal(0), z.number().int().min(1024).max(65_535)]).optional(),
    }),
    output: LocalEndpoint,
  }),
  'integration.addToken': defineCall({
    summary: 'Makes a key for one program. It is told once and kept only as a hash.',
    role: 'owner',
    input: z.strictObject({ name: z.string().trim().min(1).max(60), scopes: z.array(ToolScope).min(1) }),
    output: z.strictObject({ token: z.string(), endpoint: LocalEndpoint }),
  }),
  'integration.removeToken': defineCall({
    summary: 'Takes a key away; the program is refused from now on.',
    role: 'owner',
    input: z.strictObject({ tokenId: ToolTokenId }),
    output: LocalEndpoint,
  }),
  'integration.hooks': defineCall({
    summary: 'Addresses that are told of events.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ hooks: z.array(EventHook) }),
  }),
  'integration.saveHook': defineCall({
    summary: 'Makes an address that is told of events, or changes one. The secret of a new one is told once. Errors: address-refused.',
    role: 'owner',
    input: HookChange,
    output: z.strictObject({ hook: EventHook, secret: z.string().nullable() }),
  }),
  'integration.newHookSecret': defineCall({
    summary: 'Makes a new secret for an address; the old one counts no more. It is told once.',
    role: 'owner',
    input: z.strictObject({ hookId: EventHookId }),
    output: z.strictObject({ hook: EventHook, secret: z.string().nullable() }),
  }),
  'integration.removeHook': defineCall({
    summary: 'Removes an address with everything that waits for it.',
    role: 'owner',
    input: z.strictObject({ hookId: EventHookId }),
    output: z.strictObject({ hooks: z.array(EventHook) }),
  }),
  'integration.testHook': defineCall({
    summary: 'Tells an address a test event at once and answers what came of it.',
    role: 'owner',
    input: z.strictObject({ hookId: EventHookId }),
    output: HookDelivery,
    deadlineMs: 45_000,
  }),
  'integration.deliveries': defineCall({
    summary: 'What was told to an address and what waits, newest first; without what was said.',
    role: 'viewer',
    input: z.strictObject({
      hookId: EventHookId.optional(),
      state: z.enum(['waiting', 'arrived', 'dead']).optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({ deliveries: z.array(HookDelivery), nextCursor: Cursor.nullable() }),
  }),
  'integration.tryAgain': defineCall({
    summary: 'Puts what was given up back in line: one event, or all of an address.',
    role: 'manager',
    input: z.strictObject({ hookId: EventHookId, eventId: z.string().max(60).optional() }),
    output: z.strictObject({ count: z.number().int() }),
  }),
}

export const integrationEvents = {
  'integration.changed': defineEvent({
    summary: 'Something about connected tools changed.',
    data: z.strictObject({ part: z.enum(['notices', 'folder', 'endpoint', 'hooks']), noticeId: NoticeId.nullable().default(null) }),
  }),
}
