import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, RadioGroup, Strip, TextField, focusFirstError } from '../../ui/index.ts'

type Member = CallOutput<'staff.list'>['members'][number]
const roles = ['staff', 'manager', 'viewer'] as const

/** Adds somebody, or changes name and role. */
export function PersonDialog({ member, onClose }: { readonly member: Member | null; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('staff.save')
  const [name, setName] = useState(member?.name ?? '')
  const [role, setRole] = useState<Member['role']>(member?.role ?? 'staff')
  const [isChecked, setIsChecked] = useState(false)
  const save = async (): Promise<void> => {
    setIsChecked(true)
    if (name.trim() === '') return focusFirstError()
    const result = await saving.run({ name: name.trim(), role, ...(member === null ? {} : { staffId: member.staffId }) })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t(member === null ? 'session.people.add' : 'session.people.edit')}
      isOpen
      onClose={onClose}
      size="small"
      testId="person-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="person-save">
            {t('session.people.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('session.people.name')}
        value={name}
        onChange={setName}
        isRequired
        autoFocus
        maxLength={60}
        error={isChecked && name.trim() === '' ? t('session.people.nameMissing') : null}
        onSubmit={() => void save()}
        testId="person-name"
      />
      {member?.role === 'owner' ? null : (
        <RadioGroup
          label={t('session.people.role')}
          value={role}
          onChange={setRole}
          testId="person-role"
          options={roles.map((value) => ({ value, label: t(`session.role.${value}`), note: t(`session.role.${value}.may`) }))}
        />
      )}
      {member !== null && role === 'viewer' && member.openConversations > 0 ? (
        <Strip tone="warning" testId="person-loses-chats">
          {t('session.people.losesChats', { count: member.openConversations })}
        </Strip>
      ) : null}
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="person-error" />}
    </Dialog>
  )
}
