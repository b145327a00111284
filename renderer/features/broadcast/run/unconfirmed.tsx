import { useState, type ReactNode } from 'react'
import { useMutationCall, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Dialog, ErrorStrip, Strip, useToast } from '../../../ui/index.ts'
import { allRecipients } from './all-recipients.ts'

/** Most people that one call puts back in line. */
const MOST_PEOPLE = 10_000

type UnconfirmedProps = { readonly broadcastId: string; readonly count: number; readonly onSee: () => void }

/** People of whom nobody knows whether the message arrived: never sent again on its own, only by the owner's decision. */
export function Unconfirmed({ broadcastId, count, onSee }: UnconfirmedProps): ReactNode {
  const { t } = useWords()
  const [isAsking, setIsAsking] = useState(false)
  const actions = (
    <>
      <Button
        size="small"
        onPress={onSee}
        label={t('broadcast.seeOf', { what: t('broadcast.group.unconfirmed') })}
        testId="broadcast-report-see-unconfirmed"
      >
        {t('broadcast.see')}
      </Button>
      <Button size="small" onPress={() => setIsAsking(true)} needs="broadcast.sendAgain" testId="broadcast-report-send-again">
        {t('broadcast.again.open')}
      </Button>
    </>
  )
  return (
    <Strip tone="warning" icon="question" actions={actions} testId="broadcast-report-unconfirmed">
      {t('broadcast.again.strip', { count })}
      {isAsking ? <SendAgainDialog broadcastId={broadcastId} count={count} onClose={() => setIsAsking(false)} /> : null}
    </Strip>
  )
}

type SendAgainDialogProps = { readonly broadcastId: string; readonly count: number; readonly onClose: () => void }

function SendAgainDialog({ broadcastId, count, onClose }: SendAgainDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const sending = useMutationCall('broadcast.sendAgain')
  const [isUnderstood, setIsUnderstood] = useState(false)
  const [readError, setReadError] = useState<AppError | null>(null)
  const error = readError ?? sending.error
  const send = async (): Promise<void> => {
    const { recipients, error: failed } = await allRecipients({ broadcastId, state: 'unconfirmed' }, MOST_PEOPLE)
    setReadError(failed)
    const sendIds = recipients.flatMap((one) => (one.sendId === null ? [] : [one.sendId]))
    if (failed !== null || sendIds.length === 0) return
    const result = await sending.run({ broadcastId, sendIds, understood: true })
    if (!result.ok) return
    toast({ text: t('broadcast.again.done', { count: result.value.planned }) })
    onClose()
  }
  const footer = (
    <>
      <Button onPress={onClose} autoFocus testId="broadcast-send-again-cancel">
        {t('ui.cancel')}
      </Button>
      <Button
        variant="danger"
        onPress={() => void send()}
        isDisabled={!isUnderstood}
        isBusy={sending.isRunning}
        testId="broadcast-send-again-confirm"
      >
        {t('broadcast.again.confirm', { count })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('broadcast.again.title')} isOpen onClose={onClose} role="alertdialog" footer={footer} testId="broadcast-send-again">
      {error === null ? null : <ErrorStrip error={error} />}
      <p>{t('broadcast.again.why')}</p>
      <p>{t('broadcast.again.twice')}</p>
      <Checkbox isSelected={isUnderstood} onChange={setIsUnderstood} testId="broadcast-send-again-understood">
        {t('broadcast.again.understood')}
      </Checkbox>
    </Dialog>
  )
}
