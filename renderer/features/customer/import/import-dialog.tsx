import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Dialog, ErrorStrip, Skeleton } from '../../../ui/index.ts'
import { ChatStep } from './chat-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { ConsentStep } from './consent-step.tsx'
import { DoneStep } from './done-step.tsx'
import { FileStep } from './file-step.tsx'
import { ImportFoot } from './import-foot.tsx'
import { PreviewStep } from './preview-step.tsx'
import { useChat, type ChatState } from './use-chat.ts'
import { useImport, type ImportState } from './use-import.ts'

/**
 * Brings people in from a list or cards: file, columns, where and when they agreed, what would happen, done with undo; or
 * the chat that a phone exported.
 */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const state = useImport()
  const chat = useChat(state)
  const { step, steps } = state
  const error = state.importing.error ?? chat.error
  return (
    <Dialog
      title={t('customer.import.title')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="customer-import"
      footer={<ImportFoot state={state} chat={chat} onClose={onClose} />}
    >
      <p data-testid="customer-import-step" data-step={step}>
        {step === 'done'
          ? t('customer.import.step.done')
          : t('customer.import.stepOf', { step: steps.indexOf(step) + 1, of: steps.length, name: t(`customer.import.step.${step}`) })}
      </p>
      {error === null ? null : <ErrorStrip error={error} />}
      <Body state={state} chat={chat} onClose={onClose} />
    </Dialog>
  )
}

type BodyProps = { readonly state: ImportState; readonly chat: ChatState; readonly onClose: () => void }

function Body({ state, chat, onClose }: BodyProps): ReactNode {
  switch (state.step) {
    case 'file':
      return <FileStep onFile={state.onFile} />
    case 'columns':
      return <ColumnsBody state={state} />
    case 'consent':
      return (
        <ConsentStep
          draft={state.consent}
          onChange={state.setConsent}
          gap={state.gap}
          agreedColumn={state.columns?.agreed ?? null}
          today={state.today}
          onNext={() => void state.next()}
        />
      )
    case 'preview':
      return state.preview === null ? null : <PreviewStep run={state.preview} isRunning={state.importing.isRunning} />
    case 'chat':
      return chat.facts === undefined || chat.draft === null ? (
        <Skeleton />
      ) : (
        <ChatStep facts={chat.facts} draft={chat.draft} onChange={chat.setDraft} gap={chat.gap} />
      )
    case 'done':
      return state.finished === null ? null : <DoneStep finished={state.finished} onClose={onClose} />
  }
}

function ColumnsBody({ state }: { readonly state: ImportState }): ReactNode {
  const { chosen, columns } = state
  if (chosen === null || columns === null) return null
  return (
    <ColumnsStep
      handle={chosen.handle}
      facts={chosen.facts}
      choice={columns}
      onChoice={state.setColumns}
      onFacts={state.setFacts}
      isChecked={state.isChecked}
      sheet={state.sheet}
      onSheet={state.setSheet}
    />
  )
}
