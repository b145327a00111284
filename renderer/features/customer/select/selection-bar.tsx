import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { useSaving } from '../../../printing/index.ts'
import { Button, ErrorStrip, Menu, Quiet, useToast } from '../../../ui/index.ts'
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
  const [asking, setAsking] = useState<'tag' | 'group' | 'send' | null>(null)
  const selection = selectionOf(picking, filter)
  const counted = useCall('customer.countMany', { selection }, { isEnabled: picking.isAll, keepPrevious: true })
  const count = picking.isAll ? counted.data?.people : picking.ids.size
  const isNone = count === undefined || count === 0
  const send = (): void => {
    const to = broadcastTo(picking, filter)
    if (to === null) setAsking('send')
    else go(routes.newBroadcastTo(to))
  }
  const close = (): void => setAsking(null)
  return (
    <section className={styles['bar']} aria-label={t('customer.select.bar')} data-testid="customer-select-bar" data-count={count}>
      <strong role="status">{count === undefined ? t('customer.select.counting') : t('customer.select.count', { count })}</strong>
      {counted.error === null ? null : <ErrorStrip error={counted.error} />}
      <div className={styles['actions']}>
        <Button size="small" icon="tag" onPress={() => setAsking('tag')} isDisabled={isNone} testId="customer-select-tag">
          {t('customer.select.tag')}
        </Button>
        <Button size="small" onPress={() => setAsking('group')} isDisabled={isNone} testId="customer-select-group">
          {t('customer.select.group')}
        </Button>
        <Button size="small" onPress={send} isDisabled={isNone} testId="customer-select-send">
          {t('customer.select.send')}
        </Button>
        <ExportMenu selection={selection} isDisabled={isNone} />
      </div>
      <span className={styles['end']}>
        <Quiet isSmall>{t('customer.select.escape')}</Quiet>
        <Button size="small" variant="quiet" onPress={onClear} testId="customer-select-clear">
          {t('customer.select.clear')}
        </Button>
      </span>
      {asking === 'tag' ? <TagDialog selection={selection} count={count ?? 0} onClose={close} /> : null}
      {asking === 'group' || asking === 'send' ? (
        <GroupDialog picking={picking} filter={filter} count={count ?? 0} isToSend={asking === 'send'} onClose={close} />
      ) : null}
    </section>
  )
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
      toast(
        result.ok
          ? { text: t('customer.select.exported', { count: result.value.rows, name: result.value.fileName }) }
          : { text: t(`errors.${result.error.code}.what`), tone: 'trouble' },
      )
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
          label: t('customer.select.xlsx'),
          onAction: () => saving.save('export-xlsx', 'shopbell-customers.xlsx', write('xlsx')),
        },
        { id: 'csv', label: t('customer.select.csv'), onAction: () => saving.save('export-csv', 'shopbell-customers.csv', write('csv')) },
      ]}
    />
  )
}
