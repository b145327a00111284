import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe, newId, type Handlers, type Logger } from '../../kernel/index.ts'
import { errorCodeOf, sql, StoreError } from '../../store/index.ts'
import { listTags } from '../queries.ts'
import { cleanTags } from '../rules.ts'
import type { CustomerDeps } from '../service.ts'
import { exportMany } from './export-many.ts'
import { countSelected, peopleSelected } from './selection.ts'
import { changeTag, forgetAct, SLICE, takeBack, type TagAct } from './tag-acts.ts'

type Tagged = CallOutput<'customer.tagMany'>
type ManyDeps = CustomerDeps & { readonly logger: Logger }

/** How long an act can be taken back, ms. */
const UNDO_MS = 3_600_000

/** The calls for many customers at once. `stop` ends what is under way; the next start takes it back. */
export type Many = { readonly handlers: Handlers; stop(): Promise<void> }

/** Makes the calls, and takes back what an engine that was ended left half done. */
export function createMany(deps: ManyDeps): Many {
  const ending = new AbortController()
  const { store } = deps.vault
  let last: Promise<unknown> = Promise.resolve()
  /** One after another: two acts would write each other's half down. */
  const inTurn = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const run = last.then(() => (ending.signal.aborted ? fail('call-cancelled') : storeErrorsAsResults(work)))
    last = run.catch(() => undefined)
    return run
  }
  const reading = { db: store.read, groups: deps.groups }
  const isEnding = (): boolean => ending.signal.aborted
  last = settle(deps, { isEnding, forgets: sql`true` }).catch((cause: unknown) => deps.logger.error('tags not taken back', cause))
  return {
    handlers: {
      'customer.countMany': ({ selection }) => {
        const people = countSelected(reading, selection)
        return people.ok ? ok({ people: people.value }) : people
      },
      'customer.tagMany': (input, { signal, person }) => inTurn(() => tagMany(deps, input, { signal, isEnding, person })),
      'customer.undoTagMany': ({ actId }, { person }) => inTurn(() => undoTagMany(deps, actId, { by: person, isEnding })),
      'customer.exportMany': (input, { signal, person }) =>
        exportMany(deps, input, { person, signal: AbortSignal.any([signal, ending.signal]) }),
    },
    async stop() {
      ending.abort()
      await last
    },
  }
}

type Settling = { readonly isEnding: () => boolean; readonly forgets: ReturnType<typeof sql> }

/** Takes back what is half done, and forgets finished acts that nobody can take back any more. */
async function settle({ vault, announcer, clock }: ManyDeps, { isEnding, forgets }: Settling): Promise<void> {
  const { store } = vault
  const acts = store.read.all<{ actId: string; isDone: number }>(
    sql`select act_id as actId, state = 'done' as isDone from tag_act where state <> 'done' or ${forgets}`,
  )
  for (const { actId, isDone } of acts) {
    if (isEnding()) return
    if (isDone === 1) await forgetAct(store, actId)
    else if ((await takeBack(store, actId, { at: clock.now(), isEnding })) > 0) announcer.announce('customer.changed', { customerId: null })
  }
}

type Ends = { readonly signal: AbortSignal; readonly isEnding: () => boolean; readonly person: string }

/**
 * Changes a tag for everybody of a selection as it is now, a slice at a time. Cancelled, or where the disk is full, it is
 * taken back at once; ended with the engine, at the next start. Errors: group-missing, input-refused, call-cancelled.
 */
async function tagMany(deps: ManyDeps, input: ParsedInput<'customer.tagMany'>, ends: Ends): Promise<Result<Tagged>> {
  const { store } = deps.vault
  const now = deps.clock.now()
  await settle(deps, { isEnding: ends.isEnding, forgets: sql`at < ${now - UNDO_MS}` })
  const selected = await peopleSelected({ db: store.read, groups: deps.groups }, input.selection)
  if (!selected.ok) return selected
  const tag = cleanTags([input.tag])[0]
  if (tag === undefined) return fail('input-refused', { field: 'tag' })
  const known = listTags(store.read).find((one) => one.tag.toLowerCase() === tag.toLowerCase())?.tag
  const act: TagAct = { actId: newId('act', deps.random, now), tag: known ?? tag, change: input.change, by: ends.person, at: now }
  store.write((db) =>
    db.run(sql`
      insert into tag_act (act_id, tag, change, state, at, by_whom)
      values (${act.actId}, ${act.tag}, ${act.change}, 'running', ${now}, ${act.by})`),
  )
  const people = await throughAll(deps, act, { people: selected.value, ends })
  if (people === null) return fail('call-cancelled')
  store.write((db) => {
    db.run(sql`update tag_act set state = 'done' where act_id = ${act.actId}`)
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
  })
  return ok({ actId: act.actId, tag: act.tag, people })
}

/** How many were changed; null when it was ended in the middle. */
async function throughAll(
  { vault }: ManyDeps,
  act: TagAct,
  { people, ends }: { readonly people: readonly number[]; readonly ends: Ends },
): Promise<number | null> {
  const { store } = vault
  let changed = 0
  try {
    for (let done = 0; done < people.length; done += SLICE) {
      // The window waits for no answer any more, or the engine closes: then the next start does it.
      if (ends.isEnding()) return null
      if (ends.signal.aborted) {
        await takeBack(store, act.actId, { at: act.at, isEnding: ends.isEnding })
        return null
      }
      const slice = people.slice(done, done + SLICE)
      changed += store.write((db) => slice.filter((customerSeq) => changeTag(db, act, customerSeq)).length)
      await breathe()
    }
  } catch (cause) {
    await takeBack(store, act.actId, { at: act.at, isEnding: ends.isEnding })
    throw cause
  }
  return changed
}

type Undo = { readonly by: string; readonly isEnding: () => boolean }

async function undoTagMany({ vault, announcer, clock }: ManyDeps, actId: string, undo: Undo): Promise<Result<{ people: number }>> {
  const { isEnding } = undo
  const people = await takeBack(vault.store, actId, { at: clock.now(), ...undo })
  announcer.announce('customer.changed', { customerId: null })
  return isEnding() ? fail('call-cancelled') : ok({ people })
}

/** A full or failing disk is an answer; what is half done then is taken back with the next act or at the next start. */
async function storeErrorsAsResults<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof StoreError) return fail(errorCodeOf(cause.kind))
    throw cause
  }
}
