import { useState, type ReactNode } from 'react'
import { usePages } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { ErrorStrip, Table, Tabs } from '../../../ui/index.ts'
import type { ImportRun } from '../types.ts'

const verdicts = ['refused', 'suppressed', 'duplicate', 'new', 'update', 'same'] as const
type Verdict = (typeof verdicts)[number]

/** The rows of a file by what becomes of them, those that need a look first, each with its reason. */
export function VerdictRows({ run }: { readonly run: ImportRun }): ReactNode {
  const { t, number } = useWords()
  const present = verdicts.filter((verdict) => run.counts[verdict] > 0)
  const [chosen, setChosen] = useState<Verdict | null>(null)
  const shown = chosen ?? present[0]
  if (shown === undefined) return null
  return (
    // Rows take the height that they need: it is the dialog that scrolls.
    <div>
      <Tabs
        label={t('customer.import.rows')}
        value={shown}
        onChange={setChosen}
        tabs={present.map((verdict) => ({
          id: verdict,
          label: t(`customer.import.verdict.${verdict}`),
          count: number(run.counts[verdict]),
        }))}
        testId="customer-import-verdict"
      >
        <Rows run={run} verdict={shown} />
      </Tabs>
    </div>
  )
}

function Rows({ run, verdict }: { readonly run: ImportRun; readonly verdict: Verdict }): ReactNode {
  const { t, number } = useWords()
  const rows = usePages('customer.importRows', { importId: run.importId, verdict, limit: 50 })
  return (
    <>
      {rows.error === null ? null : <ErrorStrip error={rows.error} />}
      <Table
        label={t('customer.import.rows')}
        rows={rows.pages.flatMap((page) => page.rows)}
        rowId={(row) => String(row.row)}
        more={rows.more}
        isFetchingMore={rows.isFetchingMore}
        testId="customer-import-rows"
        columns={[
          { id: 'row', header: t('customer.import.row'), isRowHeader: true, width: '72px', cell: (row) => number(row.row) },
          { id: 'number', header: t('customer.import.asWritten'), cell: (row) => <bdi>{row.phoneAsWritten}</bdi> },
          { id: 'name', header: t('customer.column.name'), cell: (row) => <span dir="auto">{row.name}</span> },
          {
            id: 'reason',
            header: t('customer.import.reason'),
            width: '44%',
            cell: (row) => (row.reason === 'none' ? '' : t(`customer.import.reason.${row.reason}`, { row: row.sameAsRow ?? 0 })),
          },
        ]}
      />
    </>
  )
}
