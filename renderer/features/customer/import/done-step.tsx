import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, ErrorStrip, Strip } from '../../../ui/index.ts'
import styles from './import.module.css'
import { SaveRows } from './save-rows.tsx'
import { useUndoImport } from './undo-import.tsx'
import type { Finished } from './use-import.ts'

/** What was imported, who they are, who may be here twice, and the one undo for a week. */
export function DoneStep({ finished, onClose }: { readonly finished: Finished; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const { run, chat } = finished
  const { undone, error, offer } = useUndoImport(run, 'customer-import-undo')
  if (undone !== null)
    return (
      <Strip tone="info" testId="customer-import-undone">
        {t('customer.import.undone', undone)}
      </Strip>
    )
  const goTo = (route: string) => (): void => {
    go(route)
    onClose()
  }
  const { new: added, update: changed, refused } = run.counts
  return (
    <>
      <Strip tone="success" testId="customer-import-done">
        {chat === null
          ? t('customer.import.done', { added, changed, refused })
          : t('customer.import.chat.done', { messages: chat.messages, files: chat.files, known: chat.known })}
      </Strip>
      {error === null ? null : <ErrorStrip error={error} />}
      <div className={styles['after']}>
        {chat === null ? (
          <Button icon="customers" onPress={goTo(routes.customersOfImport(run.importId))} testId="customer-import-show">
            {t('customer.import.show')}
          </Button>
        ) : null}
        {offer}
      </div>
      {chat === null ? <SaveRows run={run} /> : null}
      <Twice onShow={goTo(routes.customersTwice())} />
    </>
  )
}

/** Some of those who came may be here by another number or name already. */
function Twice({ onShow }: { readonly onShow: () => void }): ReactNode {
  const { t } = useWords()
  const twice = useCall('customer.duplicates', { limit: 1 })
  if (twice.data === undefined || twice.data.pairs.length === 0) return null
  return (
    <Strip
      tone="info"
      testId="customer-import-twice"
      actions={
        <Button onPress={onShow} testId="customer-import-twice-show">
          {t('customer.import.duplicatesShow')}
        </Button>
      }
    >
      {t('customer.import.duplicates')}
    </Strip>
  )
}
