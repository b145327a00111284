import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Stack } from '../../../ui/index.ts'
import type { ChatState } from './use-chat.ts'
import type { ImportState } from './use-import.ts'

type FootProps = { readonly state: ImportState; readonly chat: ChatState; readonly onClose: () => void }

/** Cancel, back, and the one main button of each step. While people are written, Cancel ends that and nothing stays of it. */
export function ImportFoot({ state, chat, onClose }: FootProps): ReactNode {
  const { t } = useWords()
  const stopping = useMutationCall('customer.cancelImport')
  const isBusy = state.importing.isRunning || chat.isRunning
  if (state.step === 'done') {
    return (
      <Button key="close" variant="main" onPress={onClose} autoFocus testId="customer-import-close">
        {t('ui.close')}
      </Button>
    )
  }
  return (
    <>
      {isBusy ? (
        <Button onPress={() => void stopping.run({})} isBusy={stopping.isRunning} testId="customer-import-stop">
          {t('customer.import.stop')}
        </Button>
      ) : (
        <Button onPress={onClose} testId="customer-import-cancel">
          {t('ui.cancel')}
        </Button>
      )}
      {state.step === 'file' ? null : (
        <Stack isRow gap={2} align="end">
          <Button onPress={state.back} isDisabled={isBusy} testId="customer-import-back">
            {t('ui.back')}
          </Button>
          <MainButton state={state} chat={chat} isBusy={isBusy} />
        </Stack>
      )}
    </>
  )
}

function MainButton({ state, chat, isBusy }: Omit<FootProps, 'onClose'> & { readonly isBusy: boolean }): ReactNode {
  const { t } = useWords()
  const { step, preview } = state
  if (step === 'columns' || step === 'consent')
    return (
      <Button variant="main" onPress={() => void state.next()} isBusy={isBusy} autoFocus testId="customer-import-next">
        {t('ui.next')}
      </Button>
    )
  const isChat = step === 'chat'
  const count = isChat ? (chat.facts?.messages ?? 0) : preview === null ? 0 : preview.counts.new + preview.counts.update
  return (
    <Button
      key="finish"
      variant="main"
      icon="upload"
      autoFocus
      onPress={() => void (isChat ? chat.bringIn() : state.bringIn())}
      isBusy={isBusy}
      isDisabled={count === 0}
      testId="customer-import-finish"
    >
      {t(isChat ? 'customer.import.chat.finish' : 'customer.import.finish', { count })}
    </Button>
  )
}
