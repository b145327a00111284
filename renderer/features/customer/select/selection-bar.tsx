import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords, type Words } from '../../../i18n/index.ts'
import { routes, useGo, useOverlays } from '../../../navigation/index.ts'
import { useSaving } from '../../../printing/index.ts'
import { Button, ErrorStrip, Menu, Quiet, useToast } from '../../../ui/index.ts'
import { EraseManyDialog, MOST_ERASED } from './erase-many-dialog.tsx'
import { broadcastTo } from './goals.ts'
import { GroupDialog } from './group-dialog.tsx'
import { selectionOf, type Filter, type Picking, type Selection } from './picking.ts'
import styles from './select.module.css'
import { TagDialog } from './tag-dialog.tsx'

type SelectionBarProps = { readonly picking: Picking; readonly filter: Filter; readonly onClear: () => void }

/** How many are selected, and what can be done with all of them at once. */
export function SelectionBar({ picking, filter, onClear }: SelectionBarProps): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const { open } = useOverlays()
  const [asking, setAsking] = useState<'tag' | 'group' | 'send' | 'erase' | null>(null)
  const selection = selectionOf(picking, filter)
  const counted = useCall('customer.countMany', { selection }, { isEnabled: picking.isAll, keepPrevious: true })
  const count = picking.isAll ? counted.data?.people : picking.ids.size
  const isNone = count === undefined || count === 0
  const to = broadcastTo(picking, filter)
  const send = (): void => {
    if (to === null) setAsking('send')
    else go(routes.newBroadcastTo(to))
  }
  const close = (): void => setAsking(null)
  return (
    <section className={styles['bar']} aria-label={t('customer.select.bar')} data-testid="customer-select-bar" data-count={count}>
      <strong role="status">{count === undefined ? t('customer.select.counting') : t('customer.select.count', { count })}</strong>
      {counted.error === null ? null : <ErrorStrip error={counted.error} />}
      <div className={styles['actions']}>
        <Button
          needs={['customer.tagMany', 'customer.undoTagMany']}
          size="small"
          icon="tag"
          onPress={() => setAsking('tag')}
          isDisabled={isNone}
          testId="customer-select-tag"
        >
          {t('customer.select.tag')}
        </Button>
        <Button
          needs={['group.save', 'group.remove']}
          size="small"
          onPress={() => setAsking('group')}
          isDisabled={isNone}
          testId="customer-select-group"
        >
          {t('customer.select.group')}
        </Button>
        <Button
          needs={to === null ? ['broadcast.draft', 'group.save'] : 'broadcast.draft'}
          size="small"
          onPress={send}
          isDisabled={isNone}
          testId="customer-select-send"
        >
          {t('customer.select.send')}
        </Button>
        <Button
          needs={['consent.planAsk', 'consent.ask']}
          size="small"
          onPress={() => open({ kind: 'ask-consent', selection })}
          isDisabled={isNone}
          testId="customer-select-ask"
        >
          {t('record.select.ask')}
        </Button>
        <ExportMenu selection={selection} isDisabled={isNone} />
        <Button
          needs="customer.eraseMany"
          size="small"
          icon="erase"
          onPress={() => setAsking('erase')}
          isDisabled={isNone || picking.isAll || picking.ids.size > MOST_ERASED}
          testId="customer-select-erase"
        >
          {t('record.select.erase')}
        </Button>
      </div>
      <span className={styles['end']}>
        <Quiet isSmall>{t('customer.select.escape')}</Quiet>
        <Button size="small" variant="quiet" onPress={onClear} testId="customer-select-clear">
          {t('customer.select.clear')}
        </Button>
      </span>
      {asking === 'erase' ? <EraseManyDialog customerIds={[...picking.ids]} onClose={close} onDone={onClear} /> : null}
      {asking === 'tag' ? <TagDialog selection={selection} count={count ?? 0} onClose={close} /> : null}
      {asking === 'group' || asking === 'send' ? (
        <GroupDialog picking={picking} filter={filter} count={count ?? 0} isToSend={asking === 'send'} onClose={close} />
      ) : null}
    </section>
  )
}

/** How many stand in the file, and how many must not. */
function exportedWords({ rows, leftOut, fileName }: CallOutput<'customer.exportMany'>, t: Words['t']): string {
  const saved = t('customer.select.exported', { count: rows, name: fileName })
  return leftOut === 0 ? saved : `${saved} ${t('customer.select.leftOut', { count: leftOut })}`
}

/** Saves the people as a table where the owner says. */
function ExportMenu({ selection, isDisabled }: { readonly selection: Selection; readonly isDisabled: boolean }): ReactNode {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useSaving()
  const exporting = useMutationCall('customer.exportMany')
  const write =
    (format: 'csv' | 'xlsx') =>
    async (target: string): Promise<boolean> => {
      const result = await exporting.run({ selection, format, target, locale })
      toast(result.ok ? { text: exportedWords(result.value, t) } : { text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
      return result.ok
    }
  return (
    <Menu
      label={t('customer.select.export')}
      trigger={
        <Button
          size="small"
          icon="download"
          isDisabled={isDisabled}
          isBusy={saving.isBusy || exporting.isRunning}
          testId="customer-select-export"
        >
          {t('customer.select.export')}
        </Button>
      }
      actions={[
        {
          id: 'xlsx',
          needs: 'customer.exportMany',
          label: t('customer.select.xlsx'),
          onAction: () => saving.save('export-xlsx', 'shopbell-customers.xlsx', write('xlsx')),
        },
        {
          id: 'csv',
          needs: 'customer.exportMany',
          label: t('customer.select.csv'),
          onAction: () => saving.save('export-csv', 'shopbell-customers.csv', write('csv')),
        },
      ]}
    />
  )
}
