import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { AutomationId, TimestampMs } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import { isBroken } from './check.ts'
import type { Context } from './context.ts'
import { keepPaused, removeAutomation, keepSettings, saveAutomation, setOn, type AutomationRow } from './kept/book.ts'
import { endWaiting } from './kept/chats.ts'
import { openDoubts } from './kept/doubts.ts'
import { cancelPlans } from './kept/plans.ts'
import { issuesIn, monthOf, viewOf } from './views.ts'

type View = CallOutput<'automation.get'>

/** All automations with what they did, and whether they rest. */
export function listAutomations(context: Context): Result<CallOutput<'automation.list'>> {
  const { deps } = context
  const db = deps.vault.store.read
  const { automations, paused } = context.book()
  return ok({
    automations: automations.map((row) => viewOf(context, db, row)),
    paused: paused === null ? null : { ...paused, at: paused.at as TimestampMs },
    month: monthOf(deps, db, null),
    openDoubts: openDoubts(db),
  })
}

const find = (context: Context, automationId: string): AutomationRow | undefined =>
  context.book().automations.find((one) => one.automationId === automationId)

/** @returns automation-missing */
export function getAutomation(context: Context, automationId: string): Result<View> {
  const row = find(context, automationId)
  return row === undefined ? fail('automation-missing') : ok(viewOf(context, context.deps.vault.store.read, row))
}

/** Runs a change, reads everything again afterwards, and tells of it. */
export function change<T>(context: Context, automationId: string | null, work: (db: WriteHandle) => T): T {
  const { deps } = context
  try {
    return deps.vault.store.write((db) => {
      const done = work(db)
      db.afterCommit(() => {
        context.forget()
        deps.announcer.announce('automation.changed', { automationId: automationId as AutomationId | null })
        context.wake()
      })
      return done
    })
  } finally {
    context.forget()
  }
}

/**
 * Saves an automation; one that is on stays on. Errors: automation-missing, automation-too-many, automation-refused with the
 * first thing that can not work (place, issue, about).
 */
export function saveOne(context: Context, input: ParsedInput<'automation.save'>, person: string): Result<View> {
  const { deps } = context
  const known = input.automationId === undefined ? undefined : find(context, input.automationId)
  const problem = savingProblem(context, input, known)
  if (problem !== null) return problem
  const at = deps.clock.now()
  const automationId = known?.automationId ?? newId('aut', deps.random, at)
  change(context, automationId, (db) =>
    saveAutomation(db, { automationId, name: input.name, work: input.work, isOn: known?.isOn ?? false, savedAt: at, savedBy: person }),
  )
  return getAutomation(context, automationId)
}

function savingProblem(context: Context, input: ParsedInput<'automation.save'>, known: AutomationRow | undefined): Result<never> | null {
  if (known === undefined && input.automationId !== undefined) return fail('automation-missing')
  if (known === undefined && context.book().automations.length >= L.automations) return fail('automation-too-many')
  if (known !== undefined && known.kind !== input.work.kind)
    return fail('automation-refused', { place: 'kind', issue: 'automation-wrong-kind', about: known.kind })
  const broken = issuesIn(context, context.deps.vault.store.read, input.work).find(isBroken)
  return broken === undefined ? null : fail('automation-refused', broken)
}

/** Of these a customer would get two answers for one message. */
export const ONLY_ONE: ReadonlySet<AutomationRow['kind']> = new Set(['greeting', 'away', 'survey', 'offer-words'])

/** @returns automation-missing, automation-not-ready (place, issue, about), automation-only-one (automationId) */
export function switchOne(context: Context, { automationId, on }: ParsedInput<'automation.switch'>): Result<View> {
  const { deps } = context
  const row = find(context, automationId)
  if (row === undefined) return fail('automation-missing')
  if (on && !row.isOn) {
    const [missing] = issuesIn(context, deps.vault.store.read, row.work)
    if (missing !== undefined) return fail('automation-not-ready', missing)
    const other = context.book().automations.find((one) => one.kind === row.kind && one.isOn)
    if (ONLY_ONE.has(row.kind) && other !== undefined) return fail('automation-only-one', { automationId: other.automationId })
  }
  if (on !== row.isOn)
    change(context, automationId, (db) => {
      setOn(db, automationId, on)
      if (!on) endAll(context, db, automationId)
    })
  return getAutomation(context, automationId)
}

function endAll({ deps }: Context, db: WriteHandle, automationId: string): void {
  endWaiting(db, automationId)
  cancelPlans(db, { automationIds: [automationId] }, { reason: 'switched-off', at: deps.clock.now() })
}

/** @returns automation-missing */
export function removeOne(context: Context, automationId: string): Result<CallOutput<'automation.remove'>> {
  if (find(context, automationId) === undefined) return fail('automation-missing')
  change(context, automationId, (db) => {
    endAll(context, db, automationId)
    removeAutomation(db, automationId, context.deps.clock.now())
  })
  return ok({})
}

/** Lets everything rest, or goes on. Pausing twice keeps who paused first. */
export function pauseAll(context: Context, isPaused: boolean, person: string): Result<CallOutput<'automation.pauseAll'>> {
  const at = context.deps.clock.now()
  const { paused } = context.book()
  if (isPaused !== (paused !== null))
    change(context, null, (db) => keepPaused(db, isPaused ? { at, by: person, reason: 'by-hand' } : null, at))
  return ok({})
}

/** @returns staff-missing when the conversations shall go to somebody who is not on the list */
export function saveSettings(
  context: Context,
  settings: ParsedInput<'automation.saveSettings'>,
): Result<CallOutput<'automation.saveSettings'>> {
  const { deps } = context
  const { assignTo } = settings.handOver
  if (assignTo !== null && deps.staff.find(deps.vault.store.read, assignTo) === undefined) return fail('staff-missing')
  change(context, null, (db) => keepSettings(db, settings, deps.clock.now()))
  return ok(context.book().settings)
}
