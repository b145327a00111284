import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useOverlays } from '../../../navigation/index.ts'
import { Button, Strip } from '../../../ui/index.ts'
import { ImportEnded } from './import-ended.tsx'
import { ImportProgress, useImportHeard } from './import-progress.tsx'

/** Says on every screen that an import goes on after its dialog was closed, can end it, and tells when it is done. */
export function ImportStrip({ isDemo }: { readonly isDemo: boolean }): ReactNode {
  return (
    <>
      <ImportEnded isDemo={isDemo} />
      <Running />
    </>
  )
}

function Running(): ReactNode {
  const { t } = useWords()
  const { overlay } = useOverlays()
  const heard = useImportHeard()
  const stopping = useMutationCall('customer.cancelImport')
  if (heard === null || overlay?.kind === 'import-customers') return null
  return (
    <Strip
      look="bar"
      tone="info"
      testId="import-strip"
      actions={
        <Button needs="customer.cancelImport" onPress={() => void stopping.run({})} isBusy={stopping.isRunning} testId="import-strip-stop">
          {t('customer.import.stop')}
        </Button>
      }
    >
      <ImportProgress heard={heard} />
      {heard.last.phase === 'writing' ? t('customer.import.writingNote') : null}
    </Strip>
  )
}
