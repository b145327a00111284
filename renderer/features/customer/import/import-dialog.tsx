import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { dayOf, useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Stack } from '../../../ui/index.ts'
import type { FileFacts, ImportRun } from '../types.ts'
import { ColumnsStep } from './columns-step.tsx'
import { ConsentStep } from './consent-step.tsx'
import { DoneStep } from './done-step.tsx'
import { FileStep } from './file-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { choiceOf, columnsOf, consentGap, consentOf, emptyConsent, type ColumnChoice, type ConsentDraft } from './steps.ts'

type Step = 'file' | 'columns' | 'consent' | 'preview' | 'done'
type Chosen = { readonly handle: string; readonly facts: FileFacts }
const order: readonly Step[] = ['file', 'columns', 'consent', 'preview']

/** Brings people in from a file: file, columns, where and when they agreed, what would happen, done with undo. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t, timeZone } = useWords()
  const [step, setStep] = useState<Step>('file')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [columns, setColumns] = useState<ColumnChoice | null>(null)
  const [consent, setConsent] = useState<ConsentDraft>(emptyConsent)
  const [isChecked, setIsChecked] = useState(false)
  const [preview, setPreview] = useState<ImportRun | null>(null)
  const [done, setDone] = useState<ImportRun | null>(null)
  const vault = useCall('vault.status', {})
  const importing = useMutationCall('customer.import')
  const [today] = useState(() => dayOf(Date.now(), timeZone))

  const run = async (dryRun: boolean): Promise<ImportRun | null> => {
    const matched = columns === null ? null : columnsOf(columns)
    if (chosen === null || matched === null) return null
    const defaultCountry = vault.data?.shop?.country
    const result = await importing.run({
      file: chosen.handle,
      encoding: chosen.facts.encoding,
      columns: matched,
      consent: consentOf(consent),
      dryRun,
      ...(defaultCountry === undefined ? {} : { defaultCountry }),
    })
    return result.ok ? result.value : null
  }
  const next = async (): Promise<void> => {
    setIsChecked(true)
    if (step === 'columns' && columns?.phone === null) return
    if (step === 'consent') {
      if (consentGap(consent, today) !== null) return
      const tried = await run(true)
      if (tried === null) return
      setPreview(tried)
      setStep('preview')
    } else if (step === 'columns') setStep('consent')
    setIsChecked(false)
  }
  const finish = async (): Promise<void> => {
    const finished = await run(false)
    if (finished === null) return
    setDone(finished)
    setStep('done')
  }
  const back = (): void => {
    importing.reset()
    setStep(order[Math.max(0, order.indexOf(step) - 1)] ?? 'file')
  }
  const onFile = (file: Chosen): void => {
    setChosen(file)
    setColumns(choiceOf(file.facts.guess))
    setStep('columns')
  }
  const people = preview === null ? 0 : preview.counts.new + preview.counts.update
  return (
    <Dialog
      title={t('customer.import.title')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="customer-import"
      footer={
        <Foot
          step={step}
          people={people}
          isBusy={importing.isRunning}
          onBack={back}
          onNext={() => void next()}
          onFinish={() => void finish()}
          onClose={onClose}
        />
      }
    >
      <p data-testid="customer-import-step" data-step={step}>
        {step === 'done'
          ? t('customer.import.step.done')
          : t('customer.import.stepOf', { step: order.indexOf(step) + 1, of: order.length, name: t(`customer.import.step.${step}`) })}
      </p>
      {importing.error === null ? null : <ErrorStrip error={importing.error} />}
      {step === 'file' ? <FileStep onFile={onFile} /> : null}
      {step === 'columns' && chosen !== null && columns !== null ? (
        <ColumnsStep
          handle={chosen.handle}
          facts={chosen.facts}
          choice={columns}
          onChoice={setColumns}
          onFacts={(facts) => setChosen({ ...chosen, facts })}
          isChecked={isChecked}
        />
      ) : null}
      {step === 'consent' ? (
        <ConsentStep draft={consent} onChange={setConsent} gap={isChecked ? consentGap(consent, today) : null} today={today} />
      ) : null}
      {step === 'preview' && preview !== null ? <PreviewStep run={preview} isRunning={importing.isRunning} /> : null}
      {step === 'done' && done !== null ? <DoneStep run={done} onClose={onClose} /> : null}
    </Dialog>
  )
}

type FootProps = {
  readonly step: Step
  readonly people: number
  readonly isBusy: boolean
  readonly onBack: () => void
  readonly onNext: () => void
  readonly onFinish: () => void
  readonly onClose: () => void
}

function Foot({ step, people, isBusy, onBack, onNext, onFinish, onClose }: FootProps): ReactNode {
  const { t } = useWords()
  if (step === 'done') {
    return (
      <Button variant="main" onPress={onClose} testId="customer-import-close">
        {t('ui.close')}
      </Button>
    )
  }
  return (
    <>
      <Button onPress={onClose} testId="customer-import-cancel">
        {t('ui.cancel')}
      </Button>
      {step === 'file' ? null : (
        <Stack isRow gap={2} align="end">
          <Button onPress={onBack} isDisabled={isBusy} testId="customer-import-back">
            {t('ui.back')}
          </Button>
          {step === 'preview' ? (
            <Button
              variant="main"
              icon="upload"
              onPress={onFinish}
              isBusy={isBusy}
              isDisabled={people === 0}
              testId="customer-import-finish"
            >
              {t('customer.import.finish', { count: people })}
            </Button>
          ) : (
            <Button variant="main" onPress={onNext} isBusy={isBusy} testId="customer-import-next">
              {t('ui.next')}
            </Button>
          )}
        </Stack>
      )}
    </>
  )
}
