import { newId } from '../kernel/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { CustomerId, AutomationId } from '#contract/kernel/values.ts'
import { act, type Acted } from './act.ts'
import type { Context } from './context.ts'
import { factsOf, spokenIn, type Spoken } from './facts.ts'
import { readChat } from './kept/chats.ts'
import { messageByWamid, personBySeq, wroteBefore, type Heard, type Person } from './kept/people.ts'
import { addUse, isDecided } from './kept/uses.ts'
import { handOver } from './hand-over.ts'
import { decide, type Decision } from './rules/decide.ts'

const SAID_CHARACTERS = 200

/**
 * Looks at one message: decides, says and notes it in one transaction with taking it off the list, so that an engine that dies
 * in between answers it once.
 */
export function answerOne(context: Context, wamid: string): void {
  const { deps } = context
  try {
    deps.vault.store.write((db) => {
      db.run(sql`delete from automation_unread where wamid = ${wamid}`)
      const message = messageByWamid(db, wamid)
      if (message === undefined || message.withdrawnAt !== null || isDecided(db, wamid)) return
      const person = personBySeq(db, message.customerSeq)
      if (person !== undefined && person.blocked === 0) answer(context, db, { wamid, message, person })
    })
  } catch (error) {
    deps.logger.error('automation.answer-failed', error)
    // A message that breaks an automation must not break it again and again; the person who reads the inbox answers it.
    deps.vault.store.write((db) => void db.run(sql`delete from automation_unread where wamid = ${wamid}`))
  }
}

type Asking = { readonly wamid: string; readonly message: Heard; readonly person: Person }

function answer(context: Context, db: WriteHandle, asking: Asking): void {
  const { deps } = context
  const { message, person } = asking
  const book = context.book()
  const chat = readChat(db, person.customerSeq)
  const spoken = spokenIn(JSON.parse(message.content) as Parameters<typeof spokenIn>[0])
  const before = wroteBefore(db, message)
  const now = deps.clock.now()
  const facts = factsOf(deps, db, {
    book,
    chat,
    customerSeq: person.customerSeq,
    spoken,
    language: person.language,
    silenceMs: before === null ? null : Math.max(0, message.at - before),
    at: message.at,
    now,
  })
  const decision = decide(facts)
  if (decision.winner === null || decision.keptBack === 'silent' || decision.keptBack === 'paused') return
  if (decision.keptBack === 'loop') return stopLoop(context, db, { asking, decision, spoken })
  const acted: Acted =
    decision.keptBack === null
      ? act(context, db, { winner: decision.winner, person, chat, spoken })
      : { messageId: null, why: decision.keptBack, handedOver: null, isMissed: false }
  note(context, db, { asking, decision, spoken, acted })
}

type Deciding = { readonly asking: Asking; readonly decision: Decision; readonly spoken: Spoken }

/** Whoever answers like a machine gets a person, and no word about it. */
function stopLoop(context: Context, db: WriteHandle, deciding: Deciding): void {
  const { person } = deciding.asking
  const chat = readChat(db, person.customerSeq)
  if (chat.silentUntil !== null && chat.silentUntil > context.deps.clock.now()) return
  handOver(context, db, { person, reason: 'loop', speaks: false, wrote: '' })
  note(context, db, { ...deciding, acted: { messageId: null, why: 'loop', handedOver: 'loop', isMissed: false } })
}

function note(context: Context, db: WriteHandle, { asking, decision, spoken, acted }: Deciding & { readonly acted: Acted }): void {
  const { deps } = context
  const { winner } = decision
  if (winner === null) return
  const { customerSeq, customerId } = asking.person
  const at = deps.clock.now()
  addUse(db, {
    useId: newId('use', deps.random, at),
    automationId: winner.automationId,
    decidedBy: winner.decidedBy,
    partId: winner.partId,
    customerSeq,
    at,
    wamid: asking.wamid,
    said: (spoken.text ?? '').slice(0, SAID_CHARACTERS),
    messageId: acted.messageId,
    outcome: outcomeOf(acted),
    why: acted.why,
    handedOver: acted.handedOver,
  })
  db.afterCommit(() =>
    deps.announcer.announce('automation.used', {
      customerId: customerId as CustomerId,
      automationId: winner.automationId as AutomationId | null,
    }),
  )
}

function outcomeOf({ handedOver, isMissed, messageId }: Acted): 'answered' | 'handed-over' | 'missed' | 'not-said' {
  if (handedOver !== null) return 'handed-over'
  if (isMissed) return 'missed'
  return messageId === null ? 'not-said' : 'answered'
}
