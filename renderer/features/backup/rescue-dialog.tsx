import { useState, type ReactNode } from 'react'
import { useAdoptShell, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, RuledList, RuledRow, Stack } from '../../ui/index.ts'
import { OpeningField, asksForKey, openingOf, startingWith, type OpeningWith } from './opening-field.tsx'
import type { RescueReport } from './rescue-report.tsx'

type Step = RescueReport['step']
const steps: readonly Step[] = ['copy', 'backup', 'salvage']

type RescueDialogProps = {
  readonly onClose: () => void
  /** Gets what came back; the shop is open by then and this dialog gone. */
  readonly onDone: (report: RescueReport) => void
}

/** The ladder for a damaged shop, in plain words, one step after the other. Nothing here deletes anything. */
export function RescueDialog({ onClose, onDone }: RescueDialogProps): ReactNode {
  const { t } = useWords()
  const adopt = useAdoptShell()
  const rescuing = useMutationCall('shell.rescueShop')
  const [tried, setTried] = useState<readonly Step[]>([])
  const [opening, setOpening] = useState<OpeningWith>(startingWith)
  const next = steps.find((step) => !tried.includes(step)) ?? 'salvage'
  const run = async (step: Step): Promise<void> => {
    const result = await rescuing.run({ step, ...openingOf(opening) })
    if (result.ok) {
      onDone(result.value.report)
      adopt(result.value.shell)
    } else if (result.error.code === 'rescue-nothing-found') setTried((before) => [...before, step])
  }
  const code = rescuing.error?.code
  return (
    <Dialog
      title={t('backup.rescue.title')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="rescue"
      footer={
        <Button onPress={onClose} isDisabled={rescuing.isRunning}>
          {t('ui.close')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{t('backup.rescue.lead')}</p>
        <RuledList label={t('backup.rescue.title')}>
          {steps.map((step, index) => (
            <RuledRow key={step} testId={`rescue-${step}`}>
              <div>
                <strong>{t(`backup.rescue.${step}`, { number: index + 1 })}</strong>
                <Quiet>{t(`backup.rescue.${step}Note`)}</Quiet>
                {tried.includes(step) ? <Quiet isSmall>{t('backup.rescue.nothing')}</Quiet> : null}
              </div>
              <Button
                variant={step === next ? 'main' : 'plain'}
                isBusy={rescuing.isRunning}
                onPress={() => void run(step)}
                testId={`rescue-${step}-start`}
              >
                {t('backup.rescue.try')}
              </Button>
            </RuledRow>
          ))}
        </RuledList>
        {rescuing.isRunning ? <p role="status">{t('backup.rescue.running')}</p> : null}
        {rescuing.error === null ? null : <ErrorStrip error={rescuing.error} testId="rescue-error" />}
        {code !== undefined && asksForKey(code) ? <OpeningField value={opening} onChange={setOpening} /> : null}
      </Stack>
    </Dialog>
  )
}
