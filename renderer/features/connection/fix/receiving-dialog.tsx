import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Skeleton, TextField, focusFirstError, useToast } from '../../../ui/index.ts'
import { addressProblem, receivingOf, wayNow, type Way } from '../receiving-form.ts'
import type { Status } from '../types.ts'
import { LevelFold, TunnelSteps, WayChoice, type Level } from './receiving-parts.tsx'
import type { FixDialogProps } from './fix-dialog-props.ts'

/** The way in for messages: the shop's own tunnel, or none, with what that means said plainly. */
export function ReceivingDialog(props: FixDialogProps): ReactNode {
  const { t } = useWords()
  const status = useCall('connection.status', {})
  if (status.data !== undefined && status.data !== null) return <ReceivingForm {...props} status={status.data} />
  return (
    <Dialog title={t('connection.fix.receiving')} isOpen onClose={props.onClose}>
      <Skeleton rows={4} />
    </Dialog>
  )
}

function ReceivingForm({ status, onClose, onFixed }: FixDialogProps & { readonly status: Status }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const setting = useMutationCall('connection.setReceiving')
  const replacing = useMutationCall('connection.replaceAppSecret')
  const [way, setWay] = useState<Way>(() => wayNow(status))
  const [address, setAddress] = useState('')
  const [appSecret, setAppSecret] = useState('')
  const [level, setLevel] = useState<Level>(status.receiving.level)
  const [isTried, setIsTried] = useState(false)
  const needsSecret = way !== 'none' && !status.hasAppSecret
  const problem = way === 'tunnel' ? addressProblem(address) : null
  const lacksSecret = needsSecret && appSecret.trim() === ''
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (problem !== null || lacksSecret) return focusFirstError()
    if (needsSecret && !(await replacing.run({ appSecret: appSecret.trim() })).ok) return
    const result = await setting.run({ receiving: receivingOf(way, address), level })
    if (!result.ok) return
    toast({ text: t(way === 'none' ? 'connection.receiving.isOff' : 'connection.receiving.isOn') })
    onFixed(['receiving'])
  }
  const error = replacing.error ?? setting.error
  return (
    <Dialog
      title={t('connection.fix.receiving')}
      isOpen
      onClose={onClose}
      testId="connection-receiving-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void save()}
            isBusy={setting.isRunning || replacing.isRunning}
            testId="connection-receiving-save"
          >
            {t(way === 'none' ? 'connection.receiving.turnOff' : 'connection.receiving.turnOn')}
          </Button>
        </>
      }
    >
      <p>{t('connection.receiving.lead')}</p>
      <WayChoice baseUrl={status.baseUrl} way={way} onWay={setWay} />
      {way === 'tunnel' ? (
        <TunnelSteps
          localUrl={status.receiving.localUrl}
          address={address}
          onAddress={setAddress}
          problem={isTried && problem !== null ? t(`connection.problem.address.${problem}`) : null}
        />
      ) : null}
      {needsSecret ? (
        <TextField
          label={t('connection.account.appSecret')}
          type="password"
          autoComplete="off"
          value={appSecret}
          onChange={setAppSecret}
          isRequired
          hint={t('connection.account.appSecretHint')}
          maxLength={256}
          error={isTried && lacksSecret ? t('connection.problem.missing') : null}
          testId="connection-receiving-secret"
        />
      ) : null}
      {way === 'none' ? null : <LevelFold level={level} onLevel={setLevel} />}
      {error === null ? null : <ErrorStrip error={error} testId="connection-receiving-error" />}
    </Dialog>
  )
}
