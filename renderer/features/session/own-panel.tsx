import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, Dialog, ErrorStrip, Quiet, Stack, TextField, focusFirstError, useToast } from '../../ui/index.ts'
import { emptyDraft, isReady, NewPasswordFields } from './new-password.tsx'
import { personWithRole, type Status } from './person-name.ts'
import { SecondStep } from './second-step.tsx'

/** Who is signed in: their password and their second step. */
export function OwnPanel({ status }: { readonly status: Status }): ReactNode {
  const words = useWords()
  const { t } = words
  const [isChanging, setIsChanging] = useState(false)
  const { me } = status
  return (
    <Card title={t('session.own.title')} testId="own-access">
      <p>{me === null ? t('session.own.noLock') : t('session.own.signedInAs', { person: personWithRole(words, me) })}</p>
      <Stack isRow gap={2}>
        <Button onPress={() => setIsChanging(true)} icon="lock" testId="own-password">
          {t(me === null ? 'session.own.setPassword' : 'session.own.changePassword')}
        </Button>
        {me === null ? <Quiet>{t('session.own.setNote')}</Quiet> : null}
      </Stack>
      {me === null ? null : <SecondStep hasTotp={me.hasTotp} />}
      {isChanging ? <PasswordDialog hasPassword={me !== null} onClose={() => setIsChanging(false)} /> : null}
    </Card>
  )
}

function PasswordDialog({ hasPassword, onClose }: { readonly hasPassword: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const setting = useMutationCall('session.setPassword')
  const [current, setCurrent] = useState('')
  const [draft, setDraft] = useState(emptyDraft)
  const [isChecked, setIsChecked] = useState(false)
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (!isReady(draft) || (hasPassword && current === '')) return focusFirstError()
    const result = await setting.run({ newPassword: draft.password, ...(hasPassword ? { currentPassword: current } : {}) })
    if (!result.ok) return
    toast({ text: t('session.own.changed') })
    onClose()
  }
  return (
    <Dialog
      title={t(hasPassword ? 'session.own.changePassword' : 'session.own.setPassword')}
      isOpen
      onClose={onClose}
      size="small"
      testId="own-password-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={setting.isRunning} testId="own-password-save">
            {t('session.first.save')}
          </Button>
        </>
      }
    >
      {hasPassword ? (
        <TextField
          label={t('session.own.current')}
          type="password"
          value={current}
          onChange={setCurrent}
          autoFocus
          autoComplete="current-password"
          maxLength={128}
          error={isChecked && current === '' ? t('session.own.currentMissing') : null}
          testId="own-password-current"
        />
      ) : null}
      <NewPasswordFields draft={draft} onChange={setDraft} isChecked={isChecked} onSubmit={() => void save()} autoFocus={!hasPassword} />
      {setting.error === null ? null : <ErrorStrip error={setting.error} testId="own-password-error" />}
    </Dialog>
  )
}
