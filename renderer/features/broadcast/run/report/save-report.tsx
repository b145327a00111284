import type { ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../../bridge/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { printPage, useSaving } from '../../../../printing/index.ts'
import { Button, ErrorStrip, Menu, useToast } from '../../../../ui/index.ts'
import { printText } from './print-text.ts'

/** Saves what became of everybody as a table, or the report as a PDF. */
export function SaveReport({ broadcastId, name }: { readonly broadcastId: string; readonly name: string }): ReactNode {
  const words = useWords()
  const { t, locale } = words
  const toast = useToast()
  const report = useCall('broadcast.report', { broadcastId }).data
  const exporting = useMutationCall('broadcast.export')
  const saving = useSaving()
  const write =
    (format: 'csv' | 'xlsx') =>
    async (target: string): Promise<boolean> => {
      const result = await exporting.run({ broadcastId, format, target, locale })
      if (result.ok) toast({ text: t('broadcast.save.done', { name: result.value.fileName, count: result.value.rows }) })
      return result.ok
    }
  const error = saving.error ?? exporting.error
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} />}
      <Menu
        label={t('broadcast.save.export')}
        trigger={
          <Button icon="download" isBusy={exporting.isRunning} testId="broadcast-report-export">
            {t('broadcast.save.export')}
          </Button>
        }
        actions={[
          {
            id: 'xlsx',
            label: t('broadcast.save.xlsx'),
            needs: 'broadcast.export',
            onAction: () => saving.save('export-xlsx', `${name}.xlsx`, write('xlsx')),
          },
          {
            id: 'csv',
            label: t('broadcast.save.csv'),
            needs: 'broadcast.export',
            onAction: () => saving.save('export-csv', `${name}.csv`, write('csv')),
          },
        ]}
      />
      <Button
        icon="print"
        isBusy={saving.isBusy}
        isDisabled={report === undefined}
        onPress={() => {
          if (report !== undefined)
            saving.print({
              suggestedName: `${name}.pdf`,
              html: () => printPage(printText(report, words)),
              done: () => toast({ text: t('broadcast.save.printed') }),
            })
        }}
        testId="broadcast-report-print"
      >
        {t('broadcast.save.print')}
      </Button>
    </>
  )
}
