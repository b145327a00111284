import type { ReactNode } from 'react'
import { isMessageId, useWords } from '../../../i18n/index.ts'
import { Button, Dialog, Facts, Quiet, Stack, Strip, Tag } from '../../../ui/index.ts'
import { fieldName } from '../publish/field-words.ts'
import type { Imported } from '../types.ts'
import styles from './drop.module.css'

type ImportedDialogProps = {
  readonly fileName: string
  readonly imported: Imported
  readonly onClose: () => void
  readonly onReview: () => void
}

/** What was read from a table of products: nothing of it is at Meta before somebody publishes. */
export function ImportedDialog({ fileName, imported, onClose, onReview }: ImportedDialogProps): ReactNode {
  const { t, number } = useWords()
  const { added, changed, same, refused } = imported
  const hasDrafts = added + changed > 0
  return (
    <Dialog
      title={t('catalog.import.title', { file: fileName })}
      isOpen
      onClose={onClose}
      testId="catalog-import"
      footer={
        <>
          <Button onPress={onClose} variant={hasDrafts ? 'plain' : 'main'} testId="catalog-import-close">
            {t('ui.close')}
          </Button>
          {hasDrafts ? (
            <Button variant="main" onPress={onReview} testId="catalog-import-review">
              {t('catalog.drafts.review')}
            </Button>
          ) : null}
        </>
      }
    >
      <Strip tone={hasDrafts ? 'success' : 'info'} testId="catalog-import-counts">
        {t('catalog.import.text', { count: added + changed })}
      </Strip>
      <Facts
        facts={[
          { name: t('catalog.import.added'), value: number(added) },
          { name: t('catalog.import.changed'), value: number(changed) },
          { name: t('catalog.import.same'), value: number(same) },
          { name: t('catalog.import.refused'), value: number(refused.length) },
        ]}
      />
      <ImportedColumns columns={imported.columns} />
      {refused.length === 0 ? null : (
        <Stack gap={2}>
          <strong>{t('catalog.import.refusedTitle')}</strong>
          <ul className={styles['rows']}>
            {refused.map(({ line, code, column }) => (
              <li key={`${line} ${column} ${code}`} data-testid="catalog-import-refused">
                {t('catalog.import.line', { line, column, reason: reasonOf(code, t) })}
              </li>
            ))}
          </ul>
        </Stack>
      )}
    </Dialog>
  )
}

/** Why a line was refused; a code that nobody wrote words for gets the general ones. */
function reasonOf(code: string, t: ReturnType<typeof useWords>['t']): string {
  const id = `catalog.trouble.${code}`
  return isMessageId(id) ? t(id) : t('catalog.trouble.other')
}

function ImportedColumns({ columns }: Pick<Imported, 'columns'>): ReactNode {
  const { t } = useWords()
  const known = columns.filter((column) => column.field !== null)
  const left = columns.filter((column) => column.field === null)
  return (
    <Stack gap={2}>
      <strong>{t('catalog.import.columns')}</strong>
      <div className={styles['columns']} data-testid="catalog-import-columns">
        {known.map(({ header, field }) => (
          <Tag key={header} icon="check">
            {t('catalog.import.column', { header, field: fieldName(field ?? '', t) })}
          </Tag>
        ))}
      </div>
      {left.length === 0 ? null : (
        <Quiet isSmall>{t('catalog.import.left', { headers: left.map((column) => column.header).join(', ') })}</Quiet>
      )}
    </Stack>
  )
}
