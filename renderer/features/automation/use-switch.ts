import type { AppError } from '#contract/kernel/result.ts'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useToast } from '../../ui/index.ts'
import type { Automation } from './types.ts'

/** Switches an automation on or off at once, with Undo. */
export function useSwitch({ automationId, name }: Pick<Automation, 'automationId' | 'name'>): {
  readonly set: (on: boolean) => Promise<void>
  readonly error: AppError | null
} {
  const { t } = useWords()
  const toast = useToast()
  const switching = useMutationCall('automation.switch')
  const set = async (on: boolean): Promise<void> => {
    const result = await switching.run({ automationId, on })
    if (!result.ok) return
    toast({
      text: t(on ? 'automation.on.toast' : 'automation.off.toast', { name }),
      action: { label: t('ui.undo'), onAction: () => void switching.run({ automationId, on: !on }) },
    })
  }
  return { set, error: switching.error }
}
