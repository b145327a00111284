import type { ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip } from '../../ui/index.ts'

type Member = CallOutput<'staff.list'>['members'][number]

/** Says what becomes of somebody's chats and access before they are taken off the list. */
export function RemoveDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const removing = useMutationCall('staff.remove')
  const remove = async (): Promise<void> => {
    const result = await removing.run({ staffId: member.staffId })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('session.people.removeTitle', { name: member.name })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      size="small"
      testId="remove-person"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="danger" onPress={() => void remove()} isBusy={removing.isRunning} testId="remove-person-do">
            {t('session.people.removeDo', { name: member.name })}
          </Button>
        </>
      }
    >
      <p>{t('session.people.removeLead', { count: member.openConversations })}</p>
      {removing.error === null ? null : <ErrorStrip error={removing.error} testId="remove-person-error" />}
    </Dialog>
  )
}
