import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Card, FunnelBars } from '../../../../ui/index.ts'
import type { ReportData, See } from './types.ts'

/** How far the offer got, in people; each number opens its list. */
export function Funnel({ report, onSee }: { readonly report: ReportData; readonly onSee: See }): ReactNode {
  const { t } = useWords()
  const { funnel } = report
  const share = (people: number): number | null => (funnel.delivered === 0 ? null : people / funnel.delivered)
  const came = (['usedCoupon', 'ordered'] as const).filter((step) => step === 'ordered' || report.couponsSent > 0)
  return (
    <Card>
      <FunnelBars
        title={t('broadcast.report.funnel')}
        steps={[
          {
            id: 'shouldGet',
            label: t('broadcast.report.shouldGet'),
            people: funnel.shouldGet,
            share: null,
            onOpen: () => onSee({ group: 'shouldGet' }),
          },
          {
            id: 'delivered',
            label: t('broadcast.group.delivered'),
            people: funnel.delivered,
            share: share(funnel.delivered),
            onOpen: () => onSee({ group: 'delivered' }),
          },
          {
            id: 'read',
            label: t('broadcast.report.read'),
            people: funnel.read,
            share: share(funnel.read),
            onOpen: () => onSee({ group: 'read' }),
          },
          ...(['replied', ...came] as const).map((step) => ({
            id: step,
            label: t(`broadcast.report.${step}`),
            people: funnel[step],
            share: share(funnel[step]),
            onOpen: () => onSee({ group: step }),
          })),
        ]}
        note={t('broadcast.report.readNote')}
        testId="broadcast-report-funnel"
      />
    </Card>
  )
}
