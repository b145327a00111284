import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Card, Quiet, Stack } from '../../../../ui/index.ts'
import type { ReportData } from './types.ts'

type Uplift = NonNullable<ReportData['uplift']>

/** What the promotion really brought: those who got it beside those kept back by chance. */
export function Effect({ uplift }: { readonly uplift: Uplift }): ReactNode {
  const { t, locale } = useWords()
  const percent = (share: number): string =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(share)
  const { got, keptBack, difference } = uplift
  return (
    <Card title={t('broadcast.effect.title')} testId="broadcast-report-effect">
      <Stack gap={2}>
        <p>
          {t('broadcast.effect.both', {
            gotOrdered: got.ordered,
            got: got.people,
            keptOrdered: keptBack.ordered,
            kept: keptBack.people,
          })}
        </p>
        {difference === null ? (
          <Quiet>{t('broadcast.effect.tooFew')}</Quiet>
        ) : (
          <p data-testid="broadcast-report-uplift">
            {t(
              difference.lowest > 0
                ? 'broadcast.effect.more'
                : difference.highest < 0
                  ? 'broadcast.effect.less'
                  : 'broadcast.effect.unclear',
              {
                share: percent(difference.share),
                lowest: percent(difference.lowest),
                highest: percent(difference.highest),
              },
            )}
          </p>
        )}
      </Stack>
    </Card>
  )
}
