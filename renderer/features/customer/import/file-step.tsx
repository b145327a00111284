import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip } from '../../../ui/index.ts'
import type { FileFacts } from '../types.ts'

/** Chooses the file and looks into it. */
export function FileStep({
  onFile,
}: {
  readonly onFile: (file: { readonly handle: string; readonly facts: FileFacts }) => void
}): ReactNode {
  const { t } = useWords()
  const choosing = useMutationCall('shell.chooseFile')
  const inspecting = useMutationCall('customer.inspectFile')
  const choose = async (): Promise<void> => {
    inspecting.reset()
    const file = await choosing.run({ purpose: 'import-customers' })
    if (!file.ok || file.value === null) return
    const facts = await inspecting.run({ file: file.value.handle })
    if (facts.ok) onFile({ handle: file.value.handle, facts: facts.value })
  }
  const error = inspecting.error ?? choosing.error
  return (
    <>
      <p>{t('customer.import.fileText')}</p>
      {error === null ? null : <ErrorStrip error={error} />}
      <div>
        <Button
          variant="main"
          icon="file"
          autoFocus
          onPress={() => void choose()}
          isBusy={choosing.isRunning || inspecting.isRunning}
          testId="customer-import-choose"
        >
          {t('customer.import.choose')}
        </Button>
      </div>
    </>
  )
}
