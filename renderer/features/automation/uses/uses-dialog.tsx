import { useState, type ReactNode } from 'react'
import { usePages, type CallInput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, EmptyState, ErrorStrip, Select, Skeleton } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import type { Automation } from '../types.ts'
import { UseLine } from './use-line.tsx'

const filters = ['all', 'answered', 'handed-over', 'missed', 'not-said', 'wrong'] as const
type Filter = (typeof filters)[number]

const inputOf = (automationId: string, filter: Filter): CallInput<'automation.uses'> => ({
  automationId,
  ...(filter === 'all' ? {} : filter === 'wrong' ? { onlyWrong: true } : { outcome: filter }),
})

/** All chats in which it did something, newest first. */
export function UsesDialog({ automation, onClose }: { readonly automation: Automation; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const [filter, setFilter] = useState<Filter>('all')
  const reading = usePages('automation.uses', inputOf(automation.automationId, filter))
  const uses = reading.pages.flatMap((page) => page.uses)
  return (
    <Dialog title={t('automation.uses.of', { name: automation.name })} isOpen onClose={onClose} size="wide" testId="automation-uses-dialog">
      <Select
        label={t('automation.uses.show')}
        value={filter}
        choices={filters.map((one) => ({ value: one, label: t(`automation.filter.${one}`) }))}
        onChange={setFilter}
        testId="automation-uses-filter"
      />
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={5} /> : null}
      {!reading.isLoading && uses.length === 0 ? <EmptyState icon="message" title={t('automation.uses.nothing')} /> : null}
      <ul className={styles['uses']}>
        {uses.map((use) => (
          <UseLine key={use.useId} use={use} />
        ))}
      </ul>
      {reading.more === null ? null : (
        <Button onPress={reading.more} isBusy={reading.isFetchingMore}>
          {t('ui.showMore')}
        </Button>
      )}
    </Dialog>
  )
}
