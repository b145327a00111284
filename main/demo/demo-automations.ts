import type { CallInput } from '#contract/ipc/index.ts'
import type { AutomationWork } from '#contract/ipc/automation.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { CallEngine } from '../engine-host/index.ts'

/** As the shop's profile, its quick replies and the starter automations say it. */
const HOURS: CallInput<'profile.saveHours'>['hours'] = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: '10:00', closes: '21:00' }))

const ADDRESS: Readonly<Record<Locale, string>> = {
  en: '18 Chunri Street, Datong District, Taipei',
  'zh-TW': '臺北市大同區春日街 18 號',
  'zh-CN': '台北市大同区春日街 18 号',
}

/** Where the starters leave a gap for the shop's own address. */
const GAP = /[（(](?:請填寫地址|请填写地址|write your address)[）)]/gu

const withAddress = (work: AutomationWork, locale: Locale): AutomationWork =>
  JSON.parse(JSON.stringify(work).replace(GAP, ADDRESS[locale])) as AutomationWork

/** Questions come last: once they are saved by somebody, all is done. */
const KINDS = ['greeting', 'menu', 'away', 'keywords'] as const

/**
 * Switches the starter automations on that answer, with opening hours and an address, so that a newcomer sees them work. The
 * first time only: what the owner switched off or changed stays so.
 */
export async function switchOnAutomations(call: CallEngine, locale: Locale): Promise<Result<unknown>> {
  const listed = await call('automation.list', {})
  if (!listed.ok) return listed
  const { automations } = listed.value
  if (automations.find(({ kind }) => kind === 'keywords')?.savedBy !== '') return ok(undefined)
  const hours = await call('profile.saveHours', { hours: HOURS })
  if (!hours.ok) return hours
  for (const kind of KINDS) {
    const one = automations.find((automation) => automation.kind === kind)
    if (one === undefined) continue
    const on = await call('automation.switch', { automationId: one.automationId, on: true })
    if (!on.ok) return on
    const { automationId, name, work } = one
    const saved = await call('automation.save', { automationId, name, work: withAddress(work, locale) })
    if (!saved.ok) return saved
  }
  return ok(undefined)
}
