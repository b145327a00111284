import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Context } from './context.ts'
import { removedAt, stored, unremove } from './kept/book.ts'
import { cancelledPlan, revivePlans } from './kept/plans.ts'
import { change, getAutomation, ONLY_ONE } from './service.ts'

/** Takes a removal back: the automation, its switch, what it did and what it had planned. @returns automation-missing */
export function putBack(context: Context, automationId: string): Result<CallOutput<'automation.putBack'>> {
  const { read } = context.deps.vault.store
  const [at, before] = [removedAt(read, automationId), stored(read, automationId)]
  if (at === null || before === undefined) return fail('automation-missing')
  const hasOther = ONLY_ONE.has(before.kind) && context.book().automations.some((one) => one.kind === before.kind && one.isOn)
  change(context, automationId, (db) => {
    unremove(db, automationId, before.isOn && !hasOther)
    revivePlans(db, { automationId, reason: 'switched-off', overAt: at })
  })
  return getAutomation(context, automationId)
}

/** Plans again what was cancelled together by hand. @returns automation-plan-missing */
export function resumePlanned({ deps, wake }: Context, plannedId: string): Result<CallOutput<'automation.resumePlanned'>> {
  const plan = cancelledPlan(deps.vault.store.read, plannedId)
  if (plan === undefined) return fail('automation-plan-missing')
  const resumed = deps.vault.store.write((db) => {
    db.afterCommit(wake)
    return revivePlans(db, { ...plan, reason: 'by-hand' })
  })
  return ok({ resumed })
}
