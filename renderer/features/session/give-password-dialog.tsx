import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, focusFirstError, useToast } from '../../ui/index.ts'
import { emptyDraft, isReady, NewPasswordFields } from './new-password.tsx'

type Member = CallOutput<'staff.list'>['members'][number]

/** Gives somebody a first password, or ends their access. */
export function GivePasswordDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const setting = useMutationCall('staff.setPassword')
  const [draft, setDraft] = useState(emptyDraft)
  const [isChecked, setIsChecked] = useState(false)
  const give = async (password: string | null): Promise<void> => {
    const result = await setting.run({ staffId: member.staffId, password })
    if (!result.ok) return
    toast({ text: t(password === null ? 'session.people.ended' : 'session.people.given') })
    onClose()
  }
  const save = (): void => {
    setIsChecked(true)
    if (isReady(draft)) void give(draft.password)
    else focusFirstError()
  }
  return (
    <Dialog
      title={t('session.people.passwordFor', { name: member.name })}
      isOpen
      onClose={onClose}
      size="small"
      testId="give-password"
      footer={
        <>
          {member.hasPassword ? (
            <Button variant="danger" onPress={() => void give(null)} isBusy={setting.isRunning} testId="give-password-end">
              {t('session.people.end')}
            </Button>
          ) : (
            <Button onPress={onClose}>{t('ui.cancel')}</Button>
          )}
          <Button variant="main" onPress={save} isBusy={setting.isRunning} testId="give-password-save">
            {t('session.people.givePassword')}
          </Button>
        </>
      }
    >
      <p>{t('session.people.givenNote')}</p>
      <NewPasswordFields draft={draft} onChange={setDraft} isChecked={isChecked} onSubmit={save} autoFocus />
      {setting.error === null ? null : <ErrorStrip error={setting.error} testId="give-password-error" />}
    </Dialog>
  )
}
