import { useState } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { dayOf, useWords } from '../../../i18n/index.ts'
import type { FileFacts, ImportInput, ImportRun } from '../types.ts'
import { choiceOf, columnsOf, consentGap, consentOf, emptyConsent, type ColumnChoice, type ConsentDraft } from './steps.ts'

export type Step = 'file' | 'columns' | 'consent' | 'preview' | 'chat' | 'done'
export type Chosen = { readonly handle: string; readonly facts: FileFacts }
export type ChatDone = CallOutput<'customer.importChat'>
/** What a finished import says of itself. */
export type Finished = { readonly run: ImportRun; readonly chat: ChatDone | null }

/** The way of a list of people: file, columns, where they agreed, what would happen, done. Cards have no columns to choose. */
export const stepsOf = (format: FileFacts['format'] | undefined): readonly Step[] =>
  format === 'chat' ? ['file', 'chat'] : format === 'vcard' ? ['file', 'consent', 'preview'] : ['file', 'columns', 'consent', 'preview']

type Wish = {
  readonly file: Chosen
  readonly columns: NonNullable<ImportInput['columns']>
  readonly sheet: string | null
  readonly country: string | undefined
}

const inputOf = ({ file, columns, sheet, country }: Wish, consent: ConsentDraft, dryRun: boolean): ImportInput => ({
  file: file.handle,
  encoding: file.facts.encoding,
  columns,
  consent: consentOf(consent),
  dryRun,
  ...(sheet === null ? {} : { sheet }),
  ...(country === undefined ? {} : { defaultCountry: country }),
})

/** What the dialog knows and does, step by step. */
export function useImport() {
  const { timeZone } = useWords()
  const [step, setStep] = useState<Step>('file')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [sheet, setSheet] = useState<string | null>(null)
  const [columns, setColumns] = useState<ColumnChoice | null>(null)
  const [consent, setConsent] = useState<ConsentDraft>(emptyConsent)
  const [isChecked, setIsChecked] = useState(false)
  const [preview, setPreview] = useState<ImportRun | null>(null)
  const [finished, setFinished] = useState<Finished | null>(null)
  const vault = useCall('vault.status', {})
  const importing = useMutationCall('customer.import')
  const [today] = useState(() => dayOf(Date.now(), timeZone))
  const steps = stepsOf(chosen?.facts.format)

  const run = async (dryRun: boolean): Promise<ImportRun | null> => {
    const matched = columns === null ? null : columnsOf(columns)
    if (chosen === null || matched === null) return null
    const country = vault.data?.shop?.country
    const result = await importing.run(inputOf({ file: chosen, columns: matched, sheet, country }, consent, dryRun))
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
    }
    setStep(steps[steps.indexOf(step) + 1] ?? step)
    setIsChecked(false)
  }
  const finish = (done: Finished): void => {
    setFinished(done)
    setStep('done')
  }
  const bringIn = async (): Promise<void> => {
    const done = await run(false)
    if (done !== null) finish({ run: done, chat: null })
  }
  return {
    step,
    steps,
    chosen,
    sheet,
    setSheet,
    columns,
    setColumns,
    consent,
    setConsent,
    gap: isChecked ? consentGap(consent, today) : null,
    isChecked,
    preview,
    finished,
    today,
    shop: vault.data?.shop?.name,
    importing,
    next,
    setFacts: (facts: FileFacts) => setChosen((before) => (before === null ? null : { ...before, facts })),
    bringIn,
    finish,
    back(): void {
      importing.reset()
      setStep(steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'file')
    },
    onFile(file: Chosen): void {
      setChosen(file)
      setSheet(null)
      setColumns(choiceOf(file.facts.guess))
      setStep(stepsOf(file.facts.format)[1] ?? 'file')
    },
  }
}

export type ImportState = ReturnType<typeof useImport>
