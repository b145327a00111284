import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import type { GuardVerdict, SendChange, SendRow } from '../../ledger/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { bubbleOf, renderSent } from '../../template/index.ts'
import type { IntegrationDeps } from '../face.ts'
import { personBySeq, type Person } from '../person.ts'
import { dueFacts, noticeIdOf } from './notice-queries.ts'
import { isNoticeRun } from './run.ts'

/** The customer switched promotions off in WhatsApp; the number can't get WhatsApp messages. @source error-codes.json */
const STOPPED_OFFERS = 131050
const NOT_REACHABLE = 131026

/** Registers what is asked again when a notice is about to leave, and follows what becomes of it. */
export function followNotices(deps: IntegrationDeps): void {
  deps.ledger.guard('notice', (db, send, now) => (isNoticeRun(send.runId) ? mayLeave(deps, db, { send, now }) : { go: true }))
  deps.ledger.watch('notice', (db, change) => changed(deps, db, change))
}

type Leaving = { readonly send: SendRow; readonly now: number }

function mayLeave(deps: IntegrationDeps, db: ReadHandle, { send, now }: Leaving): GuardVerdict {
  const due = dueFacts(db, send.sendId)
  const person = send.customerSeq === null ? undefined : personBySeq(db, send.customerSeq)
  if (due === undefined || person === undefined) return { skip: 'erased' }
  const { latest, notBefore } = due
  if (latest !== null && latest < now) return { skip: 'notice-too-late' }
  const reason = personReason(person) ?? templateReason(deps, db, { send, person })
  if (reason !== null) return { skip: reason }
  return notBefore !== null && notBefore > now ? { holdUntil: notBefore } : { go: true }
}

function personReason(person: Person): string | null {
  if (person.blocked !== 0) return 'blocked'
  if (person.restrictedAt !== null) return 'restricted'
  return person.unusableAt === null ? null : 'number-not-usable'
}

/** Another category than at first costs another price and needs another consent. */
function templateReason(
  { template }: IntegrationDeps,
  db: ReadHandle,
  { send, person }: { readonly send: SendRow; readonly person: Person },
) {
  if (send.template === null) return 'template-not-sendable'
  const state = template.state(db, send.template.name, send.template.language)
  if (state?.status !== 'APPROVED' || state.category !== send.template.category) return 'template-not-sendable'
  if (state.category !== 'MARKETING' || person.offers === 'yes') return null
  return person.offers === 'stopped' ? 'stopped-in-whatsapp' : 'opted-out'
}

const WITH_META: readonly SendChange['state'][] = ['accepted', 'sent', 'delivered', 'read', 'failed']

function changed(deps: IntegrationDeps, db: WriteHandle, change: SendChange): void {
  const { customer, announcer } = deps
  const noticeId = noticeIdOf(db, change.sendId)
  if (noticeId !== undefined) db.afterCommit(() => announcer.announce('integration.changed', { part: 'notices', noticeId }))
  const { customerSeq } = change
  if (customerSeq === null) return
  if (change.waId !== null || change.userId !== null) customer.learnIdentity(db, customerSeq, { waId: change.waId, userId: change.userId })
  if (WITH_META.includes(change.state)) showInChat(deps, db, { ...change, customerSeq })
  if (change.metaCode === NOT_REACHABLE) customer.markUnusable(db, customerSeq, change.at)
  if (change.metaCode === STOPPED_OFFERS)
    customer.recordOffers(db, customerSeq, {
      decision: 'stopped',
      source: 'whatsapp-preference',
      detail: '',
      at: change.at,
      by: 'customer',
    })
}

type Sent = { readonly body: string; readonly name: string; readonly language: string; readonly category: string; readonly isShown: number }

/** Once per message: it stands in the chat like anything else that was said. A lost answer is made up for by its delivery. */
function showInChat(deps: IntegrationDeps, db: WriteHandle, change: SendChange & { readonly customerSeq: number }): void {
  const sent = db.get<Sent>(sql`
    select body, template_name as name, template_language as language, category, exists (select 1 from message where send_id = ${change.sendId}) as isShown
    from send where send_id = ${change.sendId}`)
  if (sent === undefined || sent.isShown !== 0) return
  const template = deps.template.find(db, sent.name, sent.language)
  if (template === undefined) return
  deps.customer.noteOutbound(db, change.customerSeq, { at: change.at, offer: sent.category === 'MARKETING' })
  const rendered = renderSent(template, JSON.parse(sent.body) as SendTemplateRequest)
  deps.inbox.recordOutbound(db, {
    customerSeq: change.customerSeq,
    sendId: change.sendId,
    wamid: change.wamid,
    content: bubbleOf(template, rendered, (code) => deps.catalog.find(db, code)?.name),
    at: change.at,
    sentBy: 'auto',
    broadcastId: null,
  })
}
