import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, EmptyState, ErrorStrip, Quiet, SearchField, Skeleton } from '../../../ui/index.ts'
import styles from './start.module.css'

type LibraryDialogProps = { readonly language: string; readonly onClose: () => void; readonly onChoose: (name: string) => void }

/** Meta's ready-made notices, to begin a draft from. */
export function LibraryDialog({ language, onClose, onChoose }: LibraryDialogProps): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const reading = useCall('template.library', { search, language }, { keepPrevious: true })
  const items = reading.data?.items ?? []
  return (
    <Dialog title={t('template.library.title')} isOpen onClose={onClose} size="wide" testId="template-library">
      <SearchField label={t('template.library.search')} value={search} onChange={setSearch} testId="template-library-search" autoFocus />
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={4} /> : null}
      {reading.data !== undefined && items.length === 0 ? <EmptyState icon="search" title={t('template.library.none')} /> : null}
      <ul>
        {items.map((item) => (
          <li key={item.name} className={styles['item']} lang={item.language.replace('_', '-')}>
            <Quiet isSmall>{item.name.replaceAll('_', ' ')}</Quiet>
            {item.header === '' ? null : <strong>{item.header}</strong>}
            <span dir="auto">{item.body}</span>
            <Button
              size="small"
              onPress={() => onChoose(item.name)}
              label={`${t('template.library.use')} ${item.name}`}
              testId="template-library-use"
            >
              {t('template.library.use')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
