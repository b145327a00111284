import type { ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { printPage, useSaving } from '../../printing/index.ts'
import { Button, ErrorStrip, Menu, Stack, useToast } from '../../ui/index.ts'
import { printText } from './print-text.ts'
import type { Span } from './span.ts'
import type { Overview } from './types.ts'

type SaveActionsProps = { readonly overview: Overview; readonly span: Span }

/** Saves the numbers as a table, or the page as a PDF. */
export function SaveActions({ overview, span }: SaveActionsProps): ReactNode {
  const words = useWords()
  const { t, locale } = words
  const toast = useToast()
  const exporting = useMutationCall('report.export')
  const saving = useSaving()
  const name = `${t('report.fileName')} ${span.from} ${span.to}`
  const write =
    (format: 'csv' | 'xlsx') =>
    async (target: string): Promise<boolean> => {
      const result = await exporting.run({ ...span, format, target, locale })
      if (result.ok) toast({ text: t('report.saved', { name: result.value.fileName }) })
      return result.ok
    }
  const error = saving.error ?? exporting.error
  return (
    <Stack isRow gap={2}>
      {error === null ? null : <ErrorStrip error={error} />}
      <Menu
        label={t('report.export')}
        trigger={
          <Button icon="download" isBusy={exporting.isRunning} testId="report-export">
            {t('report.export')}
          </Button>
        }
        actions={[
          {
            id: 'xlsx',
            label: t('report.export.xlsx'),
            needs: 'report.export',
            onAction: () => saving.save('export-xlsx', `${name}.xlsx`, write('xlsx')),
          },
          {
            id: 'csv',
            label: t('report.export.csv'),
            needs: 'report.export',
            onAction: () => saving.save('export-csv', `${name}.csv`, write('csv')),
          },
        ]}
      />
      <Button
        icon="print"
        isBusy={saving.isBusy}
        onPress={() =>
          saving.print({
            suggestedName: `${name}.pdf`,
            html: () => printPage(printText(overview, span, words)),
            done: () => toast({ text: t('report.printed') }),
          })
        }
        testId="report-print"
      >
        {t('report.print')}
      </Button>
    </Stack>
  )
}
