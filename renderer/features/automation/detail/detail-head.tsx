import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, ErrorStrip, IconButton, TextField, useToast } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { OnTag } from '../on-tag.tsx'
import { Switch } from '../switch.tsx'
import type { Automation } from '../types.ts'
import { useSwitch } from '../use-switch.ts'
import type { useAutosave } from './use-autosave.ts'

type DetailHeadProps = { readonly automation: Automation; readonly autosave: ReturnType<typeof useAutosave>; readonly mayEdit: boolean }

/** The name, whether it is on, whether everything is saved, and how it is removed; the first two where nothing may be changed. */
export function DetailHead({ automation, autosave, mayEdit }: DetailHeadProps): ReactNode {
  if (mayEdit) return <EditHead automation={automation} autosave={autosave} />
  return (
    <header className={styles['detailHead']}>
      <div className={styles['detailLine']}>
        <h2 className={styles['paneTitle']}>
          <bdi>{automation.name}</bdi>
        </h2>
        <OnTag isOn={automation.on} />
      </div>
    </header>
  )
}

function EditHead({ automation, autosave }: Omit<DetailHeadProps, 'mayEdit'>): ReactNode {
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

/** Removes at once; Undo puts it back with its switch, what it did and what it had planned. */
function useRemoving({ automationId, name }: Automation) {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  const removing = useMutationCall('automation.remove')
  const puttingBack = useMutationCall('automation.putBack')
  const restore = async (): Promise<void> => {
    const result = await puttingBack.run({ automationId })
    if (result.ok) go(routes.automation(automationId))
    else toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
  }
  const remove = async (): Promise<void> => {
    const result = await removing.run({ automationId })
    if (!result.ok) return
    go(routes.automations())
    toast({ text: t('automation.removed', { name }), action: { label: t('ui.undo'), onAction: () => void restore() } })
  }
  return { remove: () => void remove(), error: removing.error }
}
