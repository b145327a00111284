import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Card, Dialog, ErrorStrip, Link, Stack, TextField, useToast } from '../../../ui/index.ts'
import styles from '../connection.module.css'
import type { Status } from '../types.ts'

/** Another number, or none: connecting anew, and disconnecting with what goes and what stays said before. */
export function DisconnectCard({ status }: { readonly status: Status }): ReactNode {
  const { t } = useWords()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Card title={t('connection.leave')} testId="connection-leave">
      <p>{t('connection.leave.text')}</p>
      <Stack isRow gap={2}>
        <Link needs="connection.beginSetup" to={routes.connectNumber()} look="button" testId="connection-another">
          {t('connection.leave.another')}
        </Link>
        <Button needs="connection.disconnect" onPress={() => setIsAsking(true)} testId="connection-disconnect">
          {t('connection.disconnect')}
        </Button>
      </Stack>
      {isAsking ? <DisconnectDialog status={status} onClose={() => setIsAsking(false)} /> : null}
    </Card>
  )
}

/** The digits that must be typed: the last four of the number, or of its id where the number is not known. */
const lastFour = (status: Status): string => (status.number?.displayPhoneNumber ?? status.phoneNumberId).replaceAll(/\D/g, '').slice(-4)

const parts = ['removed', 'kept', 'outOfReach'] as const
const lines = ['1', '2', '3'] as const

function DisconnectDialog({ status, onClose }: { readonly status: Status; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const disconnecting = useMutationCall('connection.disconnect')
  const [typed, setTyped] = useState('')
  const name = status.number?.displayPhoneNumber ?? status.phoneNumberId
  const disconnect = async (): Promise<void> => {
    const result = await disconnecting.run({})
    if (result.ok) toast({ text: t('connection.disconnect.done') })
  }
  return (
    <Dialog
      title={t('connection.disconnect.title', { number: name })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      testId="connection-disconnect-dialog"
      footer={
        <>
          <Button onPress={onClose} autoFocus testId="connection-disconnect-cancel">
            {t('ui.cancel')}
          </Button>
          <Button
            variant="danger"
            onPress={() => void disconnect()}
            isBusy={disconnecting.isRunning}
            isDisabled={typed.trim() !== lastFour(status)}
            testId="connection-disconnect-do"
          >
            {t('connection.disconnect.do', { number: name })}
          </Button>
        </>
      }
    >
      {parts.map((part) => (
        <section key={part} data-testid={`connection-disconnect-${part}`}>
          <p className={styles['part']}>{t(`connection.disconnect.${part}`)}</p>
          <ul className={styles['lists']}>
            {lines.map((line) => (
              <li key={line}>{t(`connection.disconnect.${part}.${line}`)}</li>
            ))}
          </ul>
        </section>
      ))}
      <div className={styles['short']}>
        <TextField
          label={t('connection.disconnect.type')}
          value={typed}
          onChange={setTyped}
          maxLength={4}
          autoComplete="off"
          testId="connection-disconnect-digits"
        />
      </div>
      {disconnecting.error === null ? null : <ErrorStrip error={disconnecting.error} testId="connection-disconnect-error" />}
    </Dialog>
  )
}
