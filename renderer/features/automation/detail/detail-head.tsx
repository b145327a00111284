import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, ErrorStrip, IconButton, TextField, useToast } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { Switch } from '../switch.tsx'
import type { Automation } from '../types.ts'
import { useSwitch } from '../use-switch.ts'
import type { useAutosave } from './use-autosave.ts'

type DetailHeadProps = { readonly automation: Automation; readonly autosave: ReturnType<typeof useAutosave> }

/** The name, whether it is on, whether everything is saved, and how it is removed. */
export function DetailHead({ automation, autosave }: DetailHeadProps): ReactNode {
  const { t } = useWords()
  const { form, change, state, undo } = autosave
  const { set, error } = useSwitch(automation)
  const removing = useRemoving(automation)
  return (
    <header className={styles['detailHead']}>
      <div className={styles['detailLine']}>
        <div className={styles['nameField']}>
          <TextField
            label={t('automation.name')}
            value={form.name}
            onChange={(name) => change({ name })}
            maxLength={L.nameCharacters}
            testId="automation-name"
          />
        </div>
        <Switch
          isOn={automation.on}
          onChange={(on) => void set(on)}
          label={t('automation.switch', { name: automation.name })}
          words={t(automation.on ? 'automation.on' : 'automation.off')}
          testId="automation-switch"
        />
        <span className={styles['saved']} role="status" data-testid="automation-saved" data-state={state}>
          {t(`automation.state.${state}`)}
        </span>
        {undo === null ? null : (
          <Button size="small" icon="undo" onPress={undo} testId="automation-undo">
            {t('ui.undo')}
          </Button>
        )}
        <IconButton
          icon="trash"
          label={t('automation.remove', { name: automation.name })}
          onPress={removing.remove}
          testId="automation-remove"
        />
      </div>
      {error === null ? null : <ErrorStrip error={error} testId="automation-switch-error" />}
      {removing.error === null ? null : <ErrorStrip error={removing.error} />}
    </header>
  )
}

/** Removes at once; Undo makes it anew, switched off, without what it had planned. */
function useRemoving({ automationId, name, work }: Automation) {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  const removing = useMutationCall('automation.remove')
  const saving = useMutationCall('automation.save')
  const restore = async (): Promise<void> => {
    const result = await saving.run({ name, work })
    if (result.ok) go(routes.automation(result.value.automationId))
  }
  const remove = async (): Promise<void> => {
    const result = await removing.run({ automationId })
    if (!result.ok) return
    go(routes.automations())
    toast({ text: t('automation.removed', { name }), action: { label: t('ui.undo'), onAction: () => void restore() } })
  }
  return { remove: () => void remove(), error: removing.error }
}
