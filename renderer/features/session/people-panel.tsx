import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Allowed, Button, Card, DateTime, ErrorStrip, Quiet, RuledList, RuledRow, Skeleton } from '../../ui/index.ts'
import { GivePasswordDialog } from './give-password-dialog.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { isNamedByRole, personName } from './person-name.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import styles from './session.module.css'

type Member = CallOutput<'staff.list'>['members'][number]
type Open = { readonly kind: 'edit' | 'password' | 'remove'; readonly member: Member } | { readonly kind: 'add' }

/** The people of the shop; the owner adds and removes them, says what each may do and gives first passwords. */
export function PeoplePanel({ hasLock }: { readonly hasLock: boolean }): ReactNode {
  const { t } = useWords()
  const staff = useCall('staff.list', {})
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => setOpen(null)
  if (staff.error !== null) return <ErrorStrip error={staff.error} action={{ label: t('ui.tryAgain'), onAction: staff.refetch }} />
  return (
    <Card
      title={t('session.people.title')}
      testId="people"
      actions={
        <Button needs="staff.save" icon="plus" size="small" onPress={() => setOpen({ kind: 'add' })} testId="people-add">
          {t('session.people.add')}
        </Button>
      }
    >
      <Quiet>{t('session.people.lead')}</Quiet>
      {staff.data === undefined ? (
        <Skeleton rows={3} />
      ) : (
        <RuledList label={t('session.people.title')}>
          {staff.data.members.map((member) => (
            <PersonRow key={member.staffId} member={member} hasLock={hasLock} onOpen={(kind) => setOpen({ kind, member })} />
          ))}
        </RuledList>
      )}
      {open === null ? null : <OpenDialog open={open} onClose={close} />}
    </Card>
  )
}

function OpenDialog({ open, onClose }: { readonly open: Open; readonly onClose: () => void }): ReactNode {
  switch (open.kind) {
    case 'add':
      return <PersonDialog member={null} onClose={onClose} />
    case 'edit':
      return <PersonDialog member={open.member} onClose={onClose} />
    case 'password':
      return <GivePasswordDialog member={open.member} onClose={onClose} />
    case 'remove':
      return <RemoveDialog member={open.member} onClose={onClose} />
  }
}

/** How somebody signs in, and when they last did. */
function SignInFacts({ member }: { readonly member: Member }): ReactNode {
  const { t } = useWords()
  const way = member.hasTotp ? 'session.people.passwordAndCode' : 'session.people.password'
  return (
    <p className={styles['personFacts']}>
      {t(member.hasPassword ? way : 'session.people.noPassword')}
      {member.lastSignInAt === null ? null : (
        <>
          {' · '}
          {t('session.people.lastSeen')} <DateTime at={member.lastSignInAt} />
        </>
      )}
    </p>
  )
}

type PersonRowProps = {
  readonly member: Member
  readonly hasLock: boolean
  readonly onOpen: (kind: 'edit' | 'password' | 'remove') => void
}

function PersonRow({ member, hasLock, onOpen }: PersonRowProps): ReactNode {
  const words = useWords()
  const { t } = words
  const ending = useMutationCall('session.endTotp')
  const isOwner = member.role === 'owner'
  return (
    <RuledRow testId="person" state={member.role}>
      <div className={styles['personWords']}>
        <p className={styles['personName']} dir="auto">
          {personName(words, member)}
        </p>
        <p className={styles['personFacts']}>
          {isNamedByRole(member) ? '' : `${t(`session.role.${member.role}`)} · `}
          {t(`session.role.${member.role}.may`)}
        </p>
        {isOwner && !hasLock ? null : <SignInFacts member={member} />}
      </div>
      <Allowed needs="staff.save">
        <div className={styles['acts']}>
          <Button needs="staff.save" size="small" onPress={() => onOpen('edit')} testId="person-edit">
            {t('session.people.edit')}
          </Button>
          {isOwner || !hasLock ? null : (
            <Button needs="staff.setPassword" size="small" onPress={() => onOpen('password')} testId="person-password">
              {t('session.people.givePassword')}
            </Button>
          )}
          {member.hasTotp && !member.isMe ? (
            <Button
              size="small"
              onPress={() => void ending.run({ staffId: member.staffId })}
              isBusy={ending.isRunning}
              testId="person-end-totp"
            >
              {t('session.people.endTotp')}
            </Button>
          ) : null}
          {isOwner ? null : (
            <Button needs="staff.remove" size="small" onPress={() => onOpen('remove')} testId="person-remove">
              {t('session.people.remove')}
            </Button>
          )}
        </div>
      </Allowed>
    </RuledRow>
  )
}
