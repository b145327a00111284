import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { couponValue, formatMoney, useWords } from '../../i18n/index.ts'
import { routes, useOverlays } from '../../navigation/index.ts'
import {
  Button,
  Card,
  DateTime,
  ErrorStrip,
  Facts,
  Link,
  Menu,
  Page,
  QrCode,
  Quiet,
  Skeleton,
  Stack,
  Tabs,
  useMay,
  useToast,
} from '../../ui/index.ts'
import { Codes } from './codes.tsx'
import { CouponDialog } from './coupon-dialog.tsx'
import styles from './coupon.module.css'
import { StateTag } from './coupons-page.tsx'
import { Handouts } from './handouts.tsx'
import { ImportCodesDialog } from './import-codes-dialog.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { Redemptions } from './redemptions.tsx'
import type { Coupon } from './types.ts'

/** One coupon: what it gives, what became of its codes, and each use. */
export function CouponPage({ couponId }: { readonly couponId: string }): ReactNode {
  const { t } = useWords()
  const reading = useCall('coupon.get', { couponId })
  const coupon = reading.data
  return (
    <Page
      title={coupon?.name ?? t('coupon.title')}
      aside={coupon === undefined ? null : <StateTag coupon={coupon} />}
      actions={coupon === undefined ? null : <Actions coupon={coupon} />}
      testId="coupon-page"
    >
      <Link to={routes.coupons()} testId="coupon-back">
        {t('coupon.back')}
      </Link>
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={8} /> : null}
      {coupon === undefined ? null : <Parts coupon={coupon} />}
    </Page>
  )
}

function Actions({ coupon }: { readonly coupon: Coupon }): ReactNode {
  const { t } = useWords()
  const { open } = useOverlays()
  const toast = useToast()
  const stopping = useMutationCall('coupon.stop')
  const [dialog, setDialog] = useState<'change' | 'import' | 'issue' | null>(null)
  const stop = async (isStopped: boolean): Promise<void> => {
    const result = await stopping.run({ couponId: coupon.couponId, isStopped })
    if (!result.ok) toast({ text: t(`errors.${result.error.code}.what`), tone: 'trouble' })
    else if (isStopped)
      toast({ text: t('coupon.stopped', { name: coupon.name }), action: { label: t('ui.undo'), onAction: () => void stop(false) } })
  }
  const close = (): void => setDialog(null)
  return (
    <>
      <Menu
        label={t('coupon.more')}
        trigger={
          <Button icon="more" testId="coupon-more">
            {t('coupon.more')}
          </Button>
        }
        actions={[
          ...(canHandOut(coupon)
            ? [
                {
                  id: 'issue',
                  label: t('coupon.issue.open'),
                  needs: 'coupon.issue' as const,
                  icon: 'coupon' as const,
                  onAction: () => setDialog('issue'),
                },
              ]
            : []),
          ...(coupon.codes === 'unique'
            ? [
                {
                  id: 'import',
                  label: t('coupon.import.open'),
                  needs: 'coupon.importCodes' as const,
                  icon: 'upload' as const,
                  onAction: () => setDialog('import'),
                },
              ]
            : []),
          {
            id: 'stop',
            label: t(coupon.isStopped ? 'coupon.goOn' : 'coupon.stop'),
            needs: 'coupon.stop',
            icon: coupon.isStopped ? ('play' as const) : ('ban' as const),
            onAction: () => void stop(!coupon.isStopped),
          },
        ]}
      />
      <Button onPress={() => setDialog('change')} needs="coupon.save" testId="coupon-change">
        {t('coupon.change')}
      </Button>
      <Button
        variant="main"
        icon="ok"
        onPress={() => open({ kind: 'till' })}
        needs={['coupon.check', 'coupon.redeem']}
        testId="coupon-till-open"
      >
        {t('coupon.till.open')}
      </Button>
      {dialog === 'change' ? <CouponDialog coupon={coupon} onClose={close} /> : null}
      {dialog === 'issue' ? <IssueDialog coupon={coupon} onClose={close} onDone={close} /> : null}
      {dialog === 'import' ? <ImportCodesDialog coupon={coupon} onClose={close} /> : null}
    </>
  )
}

/** Codes of one's own each, of a coupon of the shop: those of a broadcast are its messages'. */
const canHandOut = ({ codes, origin }: Coupon): boolean => codes === 'unique' && origin !== 'broadcast'

function Parts({ coupon }: { readonly coupon: Coupon }): ReactNode {
  return (
    <Stack gap={4}>
      <Terms coupon={coupon} />
      <CodeTabs coupon={coupon} />
    </Stack>
  )
}

function CodeTabs({ coupon }: { readonly coupon: Coupon }): ReactNode {
  const { t, number } = useWords()
  const may = useMay()
  const [chosen, setChosen] = useState<'codes' | 'handouts' | 'uses'>('codes')
  const tabs = [
    ...(may('coupon.codes')
      ? [{ id: 'codes' as const, label: t('coupon.tab.codes'), count: number(coupon.counts.codes), content: <Codes coupon={coupon} /> }]
      : []),
    ...(canHandOut(coupon) ? [{ id: 'handouts' as const, label: t('coupon.tab.handouts'), content: <Handouts coupon={coupon} /> }] : []),
    ...(may('coupon.redemptions')
      ? [
          {
            id: 'uses' as const,
            label: t('coupon.tab.uses'),
            count: number(coupon.counts.redemptions),
            content: <Redemptions couponId={coupon.couponId} />,
          },
        ]
      : []),
  ]
  const tab = tabs.find(({ id }) => id === chosen) ?? tabs[0]
  return (
    <>
      {may(['coupon.codes', 'coupon.redemptions']) ? null : <Quiet>{t('coupon.codes.limited')}</Quiet>}
      {tab === undefined ? null : <Tabs label={t('coupon.tabs')} value={tab.id} onChange={setChosen} testId="coupon-tab" tabs={tabs} />}
    </>
  )
}

/** What it gives, from when until when, and what it brought. */
function Terms({ coupon }: { readonly coupon: Coupon }): ReactNode {
  const words = useWords()
  const { t, number, locale } = words
  const money = (micros: number): string => formatMoney(micros, coupon.currency, { locale })
  const { counts, given } = coupon
  return (
    <Card testId="coupon-terms">
      <div className={styles['shared']}>
        {coupon.sharedCode === null ? null : (
          <>
            <QrCode text={coupon.sharedCode} label={t('coupon.qr', { code: coupon.sharedCode })} testId="coupon-qr" />
            <bdi dir="ltr" className={styles['large']} data-testid="coupon-shared-code">
              {coupon.sharedCode}
            </bdi>
          </>
        )}
        <Facts
          facts={[
            { name: t('coupon.column.value'), value: couponValue(coupon.value, words) },
            {
              name: t('coupon.field.firstDay'),
              value: coupon.startsAt === null ? t('coupon.atOnce') : <DateTime at={coupon.startsAt} style="date" />,
            },
            {
              name: t('coupon.column.until'),
              value: coupon.endsAt === null ? t('coupon.noEnd') : <DateTime at={coupon.endsAt} style="date" />,
            },
            {
              name: t('coupon.uses'),
              value: coupon.usesPerCode === null ? t('coupon.noLimit') : t('coupon.times', { count: coupon.usesPerCode }),
            },
            ...(coupon.leastMicros === null ? [] : [{ name: t('coupon.till.least'), value: money(coupon.leastMicros) }]),
          ]}
        />
        <Facts
          facts={[
            { name: t('coupon.column.issued'), value: number(counts.givenOut), testId: 'coupon-issued' },
            { name: t('coupon.column.used'), value: number(counts.redemptions), testId: 'coupon-used' },
            { name: t('coupon.column.expired'), value: number(counts.expired), testId: 'coupon-expired' },
            { name: t('coupon.given'), value: money(given.discountMicros) },
            { name: t('coupon.sales'), value: money(given.salesMicros), testId: 'coupon-sales' },
          ]}
        />
      </div>
    </Card>
  )
}
