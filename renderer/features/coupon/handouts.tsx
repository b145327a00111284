import type { ReactNode } from 'react'
import { call, useMutationCall, usePages, type CallOutput } from '../../bridge/index.ts'
import { couponValue, formatDate, useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { printPage, useSaving } from '../../printing/index.ts'
import { Button, DateTime, ErrorStrip, Link, Menu, Quiet, Skeleton, Table, useMay, useToast } from '../../ui/index.ts'
import type { Coupon } from './types.ts'

type Handout = CallOutput<'coupon.handouts'>['handouts'][number]

/** Codes on one sheet; a page for paper holds no more than the frame between window and shell. */
const MOST_PRINTED = 500

/** What was given out of a coupon by hand: when, for what, to whom, and how many of them were used. */
export function Handouts({ coupon }: { readonly coupon: Coupon }): ReactNode {
  const { t, number } = useWords()
  const may = useMay()
  const list = usePages('coupon.handouts', { couponId: coupon.couponId })
  const rows = list.pages.flatMap((page) => page.handouts)
  return (
    <>
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={4} rowHeight="table" /> : null}
      {!list.isLoading && rows.length === 0 ? <Quiet>{t('coupon.handouts.none')}</Quiet> : null}
      {rows.length === 0 ? null : (
        <Table<Handout>
          label={t('coupon.tab.handouts')}
          rows={rows}
          rowId={(row) => row.handoutId}
          more={list.more}
          isFetchingMore={list.isFetchingMore}
          testId="coupon-handouts"
          columns={[
            { id: 'at', header: t('coupon.uses.at'), isRowHeader: true, width: '20%', cell: (row) => <DateTime at={row.at} /> },
            { id: 'note', header: t('coupon.handouts.note'), cell: (row) => row.note },
            {
              id: 'customer',
              header: t('coupon.till.customer'),
              cell: (row) => (row.customerId === null ? null : <Link to={routes.customer(row.customerId)}>{row.customerName}</Link>),
            },
            { id: 'codes', header: t('coupon.tab.codes'), width: '10%', align: 'end', cell: (row) => number(row.codes) },
            { id: 'used', header: t('coupon.column.used'), width: '10%', align: 'end', cell: (row) => number(row.used) },
            { id: 'by', header: t('coupon.uses.by'), width: '12%', cell: (row) => (row.by === 'owner' ? t('coupon.by.owner') : row.by) },
            ...(may('coupon.exportHandout') || may('coupon.codes')
              ? [
                  {
                    id: 'save',
                    header: t('coupon.column.actions'),
                    align: 'end' as const,
                    cell: (row: Handout) => <SaveMenu coupon={coupon} handout={row} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </>
  )
}

/** Saves the codes as a table, or as a sheet with a QR code each. */
function SaveMenu({ coupon, handout }: { readonly coupon: Coupon; readonly handout: Handout }): ReactNode {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useSaving()
  const exporting = useMutationCall('coupon.exportHandout')
  const print = usePrint(coupon, handout)
  const name = [coupon.name, handout.note].filter((part) => part !== '').join(' ')
  const write =
    (format: 'csv' | 'xlsx') =>
    async (target: string): Promise<boolean> => {
      const result = await exporting.run({ handoutId: handout.handoutId, format, target, locale })
      toast(
        result.ok
          ? { text: t('coupon.handouts.saved', { name: result.value.fileName }) }
          : { text: t(`errors.${result.error.code}.what`), tone: 'trouble' },
      )
      return result.ok
    }
  return (
    <Menu
      label={t('coupon.handouts.save')}
      trigger={
        <Button size="small" icon="download" isBusy={saving.isBusy || exporting.isRunning || print.isBusy} testId="coupon-handouts-save">
          {t('coupon.handouts.save')}
        </Button>
      }
      actions={[
        {
          id: 'xlsx',
          label: t('coupon.handouts.xlsx'),
          needs: 'coupon.exportHandout',
          onAction: () => saving.save('export-xlsx', `${name}.xlsx`, write('xlsx')),
        },
        {
          id: 'csv',
          label: t('coupon.handouts.csv'),
          needs: 'coupon.exportHandout',
          onAction: () => saving.save('export-csv', `${name}.csv`, write('csv')),
        },
        {
          id: 'print',
          label: handout.codes > MOST_PRINTED ? t('coupon.handouts.printFirst', { count: MOST_PRINTED }) : t('coupon.handouts.print'),
          needs: 'coupon.codes',
          icon: 'print',
          onAction: () => void print.start(`${name}.pdf`),
        },
      ]}
    />
  )
}

function usePrint(coupon: Coupon, handout: Handout) {
  const words = useWords()
  const { t, locale, timeZone } = words
  const toast = useToast()
  const saving = useSaving()
  const start = async (suggestedName: string): Promise<void> => {
    const page = await call('coupon.codes', { couponId: coupon.couponId, handoutId: handout.handoutId, limit: MOST_PRINTED })
    if (!page.ok) {
      toast({ text: t(`errors.${page.error.code}.what`), tone: 'trouble' })
      return
    }
    saving.print({
      suggestedName,
      html: () =>
        printPage({
          locale,
          title: coupon.name,
          lead: couponValue(coupon.value, words),
          cards: page.value.codes.map(({ code, expiresAt }) => ({
            code,
            note: expiresAt === null ? '' : t('coupon.handouts.until', { day: formatDate(expiresAt, 'date', { locale, timeZone }) }),
          })),
          notes: [handout.note],
        }),
      done: () => toast({ text: t('coupon.handouts.printed') }),
    })
  }
  return { start, isBusy: saving.isBusy }
}
