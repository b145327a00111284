import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { SendId } from '#contract/kernel/values.ts'
import { normaliseNumber, samePersonKey } from '../../customer/index.ts'
import { breathe, newId } from '../../kernel/index.ts'
import type { NewSend } from '../../ledger/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { sampleValues, type Template } from '../../template/index.ts'
import { askingOf, NO_BROADCAST, peoplePages } from '../audience/queries.ts'
import type { Person } from '../audience/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { createJudge } from '../judge.ts'
import { compileMessage, type Message } from '../message/compile.ts'
import type { Content, Resolved } from '../message/rules.ts'
import type { Version } from '../message/version.ts'
import { categoryOf, createPricing } from '../pricing.ts'

/** One run of its own for all test messages: no broadcast counts them, and no chat shows them. */
const TEST_RUN = 'run_tests'
const PRIORITY = 10
const PACE_PER_SECOND = 1
const MOST_PHONES = 5

/**
 * Sends the message to a phone of the shop, as the first person who gets it would see it. Nobody's code is used up, and
 * taps on its buttons mean nothing to Shopbell. What protects customers does not hold the shop's own phone back.
 * @returns customer-number-refused, connection-missing, account-restricted, opted-out (the number is a customer's who wants no offers),
 * test-number-erased (somebody with that number had themselves erased),
 * template-missing, and what the template room says while it builds the message
 */
export async function sendTest(
  deps: BroadcastDeps,
  { content, phone: typed }: ParsedInput<'broadcast.testSend'>,
): Promise<Result<CallOutput<'broadcast.testSend'>>> {
  const number = normaliseNumber(typed, deps.vault.shop.country)
  if (!number.ok) return number
  const { phone } = number.value
  const db = deps.vault.store.read
  const message = compileMessage(deps, db, { content, broadcastId: NO_BROADCAST })
  const person = await firstPerson(deps, db, message)
  const version = message.versionFor(person)
  const { template } = version
  if (template === null || !template.sendable) return fail('template-missing', content.template)
  const refused = refusalOf(deps, template, phone)
  if (refused !== null) return refused
  const code = message.sampleCode(1)
  const built = version.build({ phone, userId: null }, valuesOf(version, template, { person, code }), code)
  if (!built.ok) return built
  const sendId = newId('snd', deps.random, deps.clock.now()) as SendId
  deps.vault.store.write((write) => add(deps, write, { sendId, phone, body: JSON.stringify(built.value), template }))
  return ok({ sendId })
}

function refusalOf(
  { vault, customer: customers, link, forbidden }: BroadcastDeps,
  template: Template,
  phone: string,
): Result<never> | null {
  if (link() === null) return fail('connection-missing')
  // Whoever had themselves erased gets nothing any more, also no test.
  if (customers.isSuppressed(vault.store.read, phone)) return fail('test-number-erased')
  const restriction = forbidden?.(template) ?? null
  if (restriction !== null) return fail('account-restricted', { type: restriction.type })
  const customer = customerOf(vault.store.read, phone)
  return customer === undefined ? null : wishOf(customer)
}

/** What the customer whose number it is wished. */
function wishOf({ blocked, offers, restrictedAt }: Customer): Result<never> | null {
  if (restrictedAt !== null) return fail('customer-restricted')
  return blocked !== 0 || offers === 'no' || offers === 'stopped' ? fail('opted-out', { offers }) : null
}

type Customer = { readonly seq: number; readonly offers: string; readonly blocked: number; readonly restrictedAt: number | null }

/** The customer whose number it is, in any spelling that WhatsApp mixes. */
const customerOf = (db: ReadHandle, phone: string): Customer | undefined =>
  db.get<Customer>(
    sql`select seq, offers, blocked, restricted_at as restrictedAt from customer where same_person_key = ${samePersonKey(phone)} order by seq limit 1`,
  )

/** The first of the audience who would get it; null when nobody would. */
async function firstPerson(deps: BroadcastDeps, db: ReadHandle, message: Message): Promise<Person | null> {
  const { audience }: Content = message.content
  const at = deps.clock.now()
  const judge = createJudge(deps, db, { audience, message, at })
  for (const page of peoplePages(db, audience, askingOf(deps.vault.shop, { at }))) {
    const found = page.find((person) => judge(person).reason === null)
    if (found !== undefined) return found
    await breathe()
  }
  return null
}

/** Where nobody would get it yet, the samples that were given with the template fill what only a person can. */
function valuesOf(
  version: Version,
  template: Template,
  { person, code }: { readonly person: Person | null; readonly code: string },
): Resolved {
  const resolved = version.resolve(person, code)
  if (person !== null) return resolved
  const own = Object.fromEntries(Object.entries(resolved.values).filter(([, value]) => value !== ''))
  return { ...resolved, values: { ...resolved.values, ...sampleValues(template), ...own } }
}

type TestMessage = Pick<NewSend, 'sendId' | 'body'> & { readonly phone: string; readonly template: Template }

function add(deps: BroadcastDeps, db: WriteHandle, { sendId, phone, body, template }: TestMessage): void {
  const { ledger, clock } = deps
  if (ledger.run(db, TEST_RUN) === undefined) ledger.seal(db, testRun, [])
  ledger.start(TEST_RUN)
  const price = createPricing(deps, db, clock.now()).of({ phone, userId: null }, categoryOf(template))
  const { name, language, category } = template
  ledger.add(db, TEST_RUN, {
    sendId,
    rkey: sendId,
    // Named, so that erasing a customer whose number it is takes the test message along.
    customerSeq: customerOf(db, phone)?.seq ?? null,
    toPhone: phone,
    toUserId: null,
    body,
    template: { name, language, category },
    market: price.market,
    priceMicros: price.micros,
  })
}

const testRun = {
  runId: TEST_RUN,
  owner: 'test',
  purpose: 'notice',
  priority: PRIORITY,
  pacePerSecond: PACE_PER_SECOND,
  quietHours: null,
  budgetMicros: null,
  sealHash: '',
  latestAt: null,
  retryHeldBack: false,
} as const

type SentRow = { readonly state: NonNullable<CallOutput<'broadcast.testSent'>['state']>; readonly metaCode: number | null }

/** What became of a test message, and the phones that were used before, the latest first. */
export function readTest(
  { vault }: BroadcastDeps,
  { sendId }: ParsedInput<'broadcast.testSent'>,
): Result<CallOutput<'broadcast.testSent'>> {
  const db = vault.store.read
  const sent =
    sendId === undefined
      ? undefined
      : db.get<SentRow>(sql`select state, meta_code as metaCode from send where send_id = ${sendId} and run_id = ${TEST_RUN}`)
  const phones = db.all<{ phone: CallOutput<'broadcast.testSent'>['phones'][number] }>(sql`
    select to_phone as phone from send where run_id = ${TEST_RUN} and to_phone is not null
    group by to_phone order by max(seq) desc limit ${MOST_PHONES}`)
  return ok({ state: sent?.state ?? null, metaCode: sent?.metaCode ?? null, phones: phones.map((row) => row.phone) })
}
