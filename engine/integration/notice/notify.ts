import { createHmac } from 'node:crypto'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { NoticeId } from '#contract/kernel/values.ts'
import { newId } from '../../kernel/index.ts'
import type { ReadHandle, WriteHandle } from '../../store/index.ts'
import { buildTemplateBody, type Template } from '../../template/index.ts'
import type { IntegrationDeps } from '../face.ts'
import { beforeOf, pageOf } from '../pages.ts'
import { findOrPropose, type Found, type Person } from '../person.ts'
import { readSettings } from '../settings.ts'
import { insertNotice, noticeById, noticeByKey, noticePage, viewOf } from './notice-queries.ts'
import { chooseLanguage } from './rules.ts'
import { runFor } from './run.ts'

export type NoticeOrder = ParsedInput<'integration.notify'>
type Answer = CallOutput<'integration.notify'>

/** `fileSeq`: the dropped file that asks, so that a run of it that was cut short knows its own notices again. */
type Asked = { readonly order: NoticeOrder; readonly fileSeq: number | null }

/** `isOwn`: the very file that asks now asked for it before. */
export type TakenNotice = Answer & { readonly isOwn: boolean }

/** By whom is known again what was asked before, without keeping what the tool wrote. */
export const referenceKeyOf = ({ referenceKey }: Pick<IntegrationDeps, 'referenceKey'>, tool: string, reference: string): string =>
  createHmac('sha256', Buffer.from(referenceKey(), 'hex')).update(`${tool}\u0000${reference}`).digest('hex')

/**
 * Takes a notice inside the caller's transaction and hands it to the ledger; what holds at the moment of sending is asked
 * again then. A reference that was taken before answers that notice. Errors: customer-missing, customer-number-refused,
 * customer-erased-before, customer-unreachable, customer-restricted, opted-out, template-missing, variable-missing, notice-too-late and what the
 * template room says of the values.
 */
export function notifyIn(deps: IntegrationDeps, db: WriteHandle, { order, fileSeq }: Asked): Result<TakenNotice> {
  const referenceKey = referenceKeyOf(deps, order.tool, order.reference)
  const known = noticeByKey(db, referenceKey)
  if (known !== undefined) return ok({ ...viewOf(known), isKnown: true, isOwn: fileSeq !== null && known.fileSeq === fileSeq })
  const now = deps.clock.now()
  const { latest, notBefore = 0 } = order
  if (latest !== undefined && latest <= Math.max(now, notBefore)) return fail('notice-too-late', { latest })
  const found = findOrPropose(deps, db, order)
  if (!found.ok) return found
  const built = build(deps, db, { order, person: found.value.person })
  if (!built.ok) return built
  const noticeId = keep(deps, db, { order, fileSeq, referenceKey, found: found.value, ...built.value })
  const kept = noticeById(db, noticeId)
  assert(kept !== undefined, 'the notice was written in this transaction')
  return ok({ ...viewOf(kept), isKnown: false, isOwn: false })
}

type For = { readonly order: NoticeOrder; readonly person: Person }

function build(
  deps: IntegrationDeps,
  db: ReadHandle,
  { order, person }: For,
): Result<{ readonly template: Template; readonly body: string }> {
  if (person.restrictedAt !== null) return fail('customer-restricted')
  if (!isReachable(person)) return fail('customer-unreachable')
  const template = templateFor(deps, db, { order, person })
  if (template === undefined) return fail('template-missing', { name: order.template, language: order.language ?? '' })
  if (template.category === 'MARKETING' && person.offers !== 'yes') return fail('opted-out', { offers: person.offers })
  const headerUrl = template.header?.sampleUrl ?? null
  const body = buildTemplateBody(template, order.values, { to: person, catalogId: deps.catalog.catalogId(db), headerUrl })
  return body.ok ? ok({ template, body: JSON.stringify(body.value) }) : body
}

const isReachable = ({ blocked, unusableAt, phone, userId }: Person): boolean =>
  blocked === 0 && unusableAt === null && (phone !== null || userId !== null)

function templateFor(deps: IntegrationDeps, db: ReadHandle, { order, person }: For): Template | undefined {
  const sendable = deps.template.all(db).filter((template) => template.name === order.template && template.sendable)
  const languages = sendable.map((template) => template.language)
  const chosen =
    order.language?.replaceAll('-', '_') ?? chooseLanguage(languages, { customer: person.language, shop: deps.vault.shop.locale })
  return sendable.find(({ language }) => language === chosen)
}

type Kept = {
  readonly order: NoticeOrder
  readonly fileSeq: number | null
  readonly referenceKey: string
  readonly found: Found
  readonly template: Template
  readonly body: string
}

function keep(deps: IntegrationDeps, db: WriteHandle, { order, fileSeq, referenceKey, found, template, body }: Kept): NoticeId {
  const { ledger, clock, random, price } = deps
  const person = found.add?.(db) ?? found.person
  const at = clock.now()
  const settings = readSettings(db)
  const runId = runFor(deps, db, order.kind === 'order' && settings.ordersAtAnyHour ? null : settings.quietHours)
  const noticeId = newId('ntc', random, at) as NoticeId
  const sendId = newId('snd', random, at)
  const { name, language, category } = template
  const market = price.marketOfPerson(person)
  const rule = price.rule(db, market, category === 'MARKETING' ? 'marketing' : 'utility', at)
  insertNotice(db, {
    noticeId,
    tool: order.tool,
    referenceKey,
    reference: order.reference,
    kind: order.kind,
    customerSeq: person.customerSeq,
    template: name,
    language,
    notBefore: order.notBefore ?? null,
    latest: order.latest ?? null,
    sendId,
    fileSeq,
    at,
  })
  ledger.add(db, runId, {
    sendId,
    rkey: noticeId,
    customerSeq: person.customerSeq,
    toPhone: person.phone,
    toUserId: person.userId,
    body,
    template: { name, language, category },
    market,
    priceMicros: rule?.currency === price.currency ? rule.priceMicros : null,
  })
  db.afterCommit(() => deps.announcer.announce('integration.changed', { part: 'notices', noticeId }))
  return noticeId
}

/** The same in a transaction of its own; for calls and the endpoint. */
export function notify(deps: IntegrationDeps, order: NoticeOrder): Result<Answer> {
  return deps.vault.store.write((db) => {
    const taken = notifyIn(deps, db, { order, fileSeq: null })
    if (!taken.ok) return taken
    const { isOwn: _isOwn, ...answer } = taken.value
    return ok(answer)
  })
}

/** How far a notice came, by its id or by tool and reference. Error: notice-missing. */
export function readNotice(deps: IntegrationDeps, input: ParsedInput<'integration.notice'>): Result<CallOutput<'integration.notice'>> {
  const db = deps.vault.store.read
  const row = 'noticeId' in input ? noticeById(db, input.noticeId) : noticeByKey(db, referenceKeyOf(deps, input.tool, input.reference))
  return row === undefined ? fail('notice-missing') : ok(viewOf(row))
}

/** Newest first. */
export function listNotices(deps: IntegrationDeps, input: ParsedInput<'integration.notices'>): Result<CallOutput<'integration.notices'>> {
  const { page, nextCursor } = pageOf(noticePage(deps.vault.store.read, beforeOf(input.cursor), input.limit + 1), input.limit)
  return ok({ notices: page.map((row) => ({ ...viewOf(row), tool: row.tool, customerName: row.customerName })), nextCursor })
}
