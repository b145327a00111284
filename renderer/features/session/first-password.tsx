import { useState, type ReactNode } from 'react'
import { useAdoptSession, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ErrorStrip, Mark, focusFirstError } from '../../ui/index.ts'
import { emptyDraft, isReady, NewPasswordFields } from './new-password.tsx'
import styles from './session.module.css'

/** Asks for the owner's first password as soon as the shop is there, or for an own one in the place of one that somebody else chose. */
export function FirstPassword({ isChange }: { readonly isChange: boolean }): ReactNode {
  const { t } = useWords()
  const adopt = useAdoptSession()
  const setting = useMutationCall('session.setPassword')
  const [draft, setDraft] = useState(emptyDraft)
  const [isChecked, setIsChecked] = useState(false)
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (!isReady(draft)) return focusFirstError()
    const result = await setting.run({ newPassword: draft.password })
    if (!result.ok) return
    setDraft(emptyDraft)
    adopt(result.value)
  }
  return (
    <main className={styles['screen']} id="content" data-testid="first-password">
      <div className={styles['box']}>
        <header className={styles['head']}>
          <Mark size={36} />
          <h1 className={styles['title']}>{t(isChange ? 'session.first.changeTitle' : 'session.first.title')}</h1>
        </header>
        <p className={styles['lead']}>{t(isChange ? 'session.first.changeLead' : 'session.first.lead')}</p>
        <div className={styles['form']}>
          <NewPasswordFields draft={draft} onChange={setDraft} isChecked={isChecked} onSubmit={() => void save()} autoFocus />
          {setting.error === null ? null : <ErrorStrip error={setting.error} testId="first-password-error" />}
          <Button variant="main" onPress={() => void save()} isBusy={setting.isRunning} testId="first-password-save">
            {t('session.first.save')}
          </Button>
        </div>
      </div>
    </main>
  )
}
