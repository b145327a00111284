import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Button, Card, Facts, Quiet } from '../../../../ui/index.ts'
import type { ReportData, See } from './types.ts'

/** What the offer did to the shop's standing: who wants no more of them. */
export function AfterEffects({ report, onSee }: { readonly report: ReportData; readonly onSee: See }): ReactNode {
  const { t, number } = useWords()
  const { optedOut } = report
  return (
    <Card title={t('broadcast.report.after')}>
      <Facts
        facts={[
          {
            name: t('broadcast.report.optedOut'),
            value:
              optedOut === 0 ? (
                number(0)
              ) : (
                <Button
                  size="small"
                  variant="quiet"
                  onPress={() => onSee({ group: 'optedOut' })}
                  label={t('broadcast.seeCount', { what: t('broadcast.report.optedOut'), count: optedOut })}
                  testId="broadcast-report-see-opted-out"
                >
                  {number(optedOut)}
                </Button>
              ),
            testId: 'broadcast-report-opted-out',
          },
        ]}
      />
      <Quiet isSmall>{t('broadcast.report.blocks')}</Quiet>
    </Card>
  )
}
