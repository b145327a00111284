import { setImmediate as nextTurn } from 'node:timers/promises'
import { randomBytes } from 'node:crypto'
import { isAudited } from '#contract/ipc/audit.ts'
import { calls, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { ok } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { WriteHandle } from '../store/index.ts'
import { addEntry, firstBad, headOf, knownSubject, subjectOf } from './chain.ts'
import { exportLog } from './export-log.ts'
import type { Audit, AuditDeps, Noted, Who } from './face.ts'
import { auditPersonalData } from './personal-data.ts'
import { actsIn, countEntries, pageOf, peopleIn, totalOf, type Wanted } from './queries.ts'
import { customerOf, factsOf, onOneLine } from './rules.ts'
import { createSealer, readSeal, type Seal } from './seal.ts'

/** On a full disk the reserve is given up for an entry. */
const REPEATABLE = { repeatable: true } as const

/** Who acts when nobody asked: the nightly run, a restore, the room itself. */
const SHOPBELL: Who = { person: 'Shopbell', role: 'owner' }

/**
 * Makes the room: its key is a secret of the shop, its head is sealed beside the database. Entries that the seal has seen and
 * the file has not are counted, said in an entry of their own, and never forgotten.
 */
export async function createAudit(deps: AuditDeps): Promise<Audit> {
  const { vault, clock } = deps
  const { store, secrets } = vault
  const key = Buffer.from(await secrets.getOrMake('audit', () => randomBytes(32).toString('hex')), 'hex')
  const known = await readSeal(secrets)
  const head = headOf(store.read)
  const sealer = createSealer(secrets, clock, known ?? { ...head, missing: 0 })
  const put = (db: WriteHandle, noted: Noted, subject: string | null): void => {
    const { person, role } = noted.who ?? SHOPBELL
    const added = addEntry(db, key, {
      at: clock.now(),
      act: noted.act,
      outcome: noted.outcome ?? 'done',
      code: noted.code ?? null,
      person: onOneLine(person),
      role,
      subject,
      facts: noted.facts ?? {},
    })
    db.afterCommit(() => sealer.moved(added))
  }
  const note = (db: WriteHandle, noted: Noted): void => {
    const customerId = noted.customerId ?? null
    put(db, noted, customerId === null ? null : subjectOf(db, key, customerId))
  }
  const behind = (known?.index ?? 0) - head.index
  if (vault.secretsOutside && behind > 0) {
    sealer.foundMissing(behind, head)
    store.write((db) => note(db, { act: 'audit.missing', facts: { entries: behind } }))
  }
  return {
    handlers: {
      'audit.list': (input) => ok(list(deps, key, input)),
      'audit.choices': () => ok({ people: peopleIn(vault.store.read), acts: actsIn(vault.store.read) }),
      'audit.verify': async () => ok(await verify(deps, key, sealer.seal)),
      'audit.export': (input, { signal }) => exportLog(deps, input.target, signal),
    },
    personalData: [auditPersonalData(key)],
    called({ call, who, input, result }) {
      if (!isAudited(calls[call])) return
      const outcome = result.ok ? 'done' : result.error.code === 'bug' || result.error.code === 'call-timed-out' ? 'failed' : 'refused'
      const code = result.ok ? null : result.error.code
      const facts = factsOf(input, result.ok ? result.value : null)
      store.write((db) => note(db, { act: call, who, customerId: customerOf(input), facts, outcome, code }), REPEATABLE)
    },
    denied({ call, who, code }) {
      store.write((db) => note(db, { act: call, who, outcome: 'refused', code }), REPEATABLE)
    },
    note,
    refusedSignIns: (db, since) => countEntries(db, { act: 'session.signIn', outcome: 'refused', since }),
    stop: () => sealer.flush(),
  }
}

const NOBODY = 'nobody'

function list({ vault }: AuditDeps, key: Uint8Array, input: ParsedInput<'audit.list'>): CallOutput<'audit.list'> {
  const db = vault.store.read
  const { person, act, customerId, since, until, cursor, limit } = input
  const subject = customerId === undefined ? undefined : (knownSubject(db, key, customerId) ?? NOBODY)
  const wanted: Wanted = { person, act, subject, since, until }
  const page = pageOf(db, wanted, { cursor, limit })
  const entries = page.entries.map(({ index, at, act, outcome, code, person, role, subject: about, facts }) => ({
    index,
    at: at as TimestampMs,
    act,
    outcome,
    code,
    person,
    role,
    subject: about,
    facts: { ...facts },
  }))
  return { entries, nextCursor: page.nextCursor, ...totalOf(db, wanted) }
}

async function verify({ vault, clock }: AuditDeps, key: Uint8Array, seal: () => Seal): Promise<CallOutput<'audit.verify'>> {
  const { store } = vault
  const bad = await firstBad(store.read, key, () => nextTurn())
  const head = headOf(store.read)
  // Only a file that has less than its seal was cut.
  const behindBy = vault.secretsOutside ? seal().missing + Math.max(0, seal().index - head.index) : null
  return {
    isWhole: bad === null && (behindBy ?? 0) === 0,
    entries: head.index,
    firstBad: bad,
    behindBy,
    checkedAt: clock.now() as TimestampMs,
  }
}
