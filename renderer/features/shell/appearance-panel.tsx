import type { ReactNode } from 'react'
import { useSetPreferences, useShell, type Preferences } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Card, Quiet, RadioGroup, Select } from '../../ui/index.ts'
import { NoticesCard } from './notices-card.tsx'
import { LanguageSelect } from './language-select.tsx'
import styles from './appearance-panel.module.css'

const undoChoices = ['0', '3000', '5000', '10000'] as const

/** The undo time as one of the choices; a time that is none of them shows as the next longer one. */
const undoChoice = (undoSendMs: number): (typeof undoChoices)[number] =>
  undoChoices.find((choice) => Number(choice) >= undoSendMs) ?? '10000'

/** Settings of the window: language, theme, density, how replies are sent. Each change counts at once. */
export function AppearancePanel(): ReactNode {
  const { data } = useShell()
  return data === undefined ? null : <Panel preferences={data.preferences} />
}

function Panel({ preferences }: { readonly preferences: Preferences }): ReactNode {
  const { t } = useWords()
  const set = useSetPreferences()
  return (
    <>
      <Card title={t('shell.appearance.title')} testId="settings-appearance">
        <div className={styles['narrow']}>
          <LanguageSelect isLabelHidden={false} value={preferences.locale} onChange={(locale) => set({ locale })} />
        </div>
        <RadioGroup
          label={t('shell.theme')}
          look="segments"
          value={preferences.theme}
          onChange={(theme) => set({ theme })}
          testId="settings-theme"
          options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
        />
        <RadioGroup
          label={t('shell.density')}
          look="segments"
          value={preferences.density}
          onChange={(density) => set({ density })}
          testId="settings-density"
          options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`shell.density.${value}`) }))}
        />
      </Card>
      <Card title={t('shell.habits.title')}>
        <div className={styles['narrow']}>
          <Select
            label={t('shell.undoSend')}
            hint={t('shell.undoSend.note')}
            value={undoChoice(preferences.undoSendMs)}
            onChange={(value) => set({ undoSendMs: Number(value) })}
            testId="settings-undo"
            choices={undoChoices.map((value) => ({ value, label: t('shell.undoSend.seconds', { seconds: Number(value) / 1000 }) }))}
          />
        </div>
        <RadioGroup
          label={t('shell.enterKey')}
          value={preferences.enterSends ? 'sends' : 'newLine'}
          onChange={(value) => set({ enterSends: value === 'sends' })}
          testId="settings-enter"
          options={[
            { value: 'sends', label: t('shell.enterKey.sends') },
            { value: 'newLine', label: t('shell.enterKey.newLine') },
          ]}
        />
        <Quiet isSmall>{t('shell.enterKey.note')}</Quiet>
      </Card>
      <NoticesCard preferences={preferences} set={set} />
    </>
  )
}
