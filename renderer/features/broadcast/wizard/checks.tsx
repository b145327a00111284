import type { ReactNode } from 'react'
import { formatDate, formatMoney, useWords, type Words } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, Card, Icon } from '../../../ui/index.ts'
import type { Step } from './steps.ts'
import type { Review } from './use-review.ts'
import styles from './wizard.module.css'

type Issue = Review['issues'][number]
type Code = Issue['code']

/** Where an issue is put right: a step of the wizard, or another screen. Those without a place need nothing but a decision. */
const fixes: Partial<Readonly<Record<Code, Step | 'prices' | 'connection'>>> = {
  'template-missing': 'message',
  'template-not-sendable': 'message',
  'variable-unset': 'message',
  'coupon-missing': 'message',
  'coupon-too-long': 'message',
  'product-missing': 'message',
  'header-missing': 'message',
  'file-expired': 'message',
  'offer-end': 'message',
  'products-few': 'message',
  'web-hides-copy-code': 'message',
  nobody: 'audience',
  'quiet-now': 'time',
  'price-unknown': 'prices',
  'no-connection': 'connection',
  'key-refused': 'connection',
}

/** What is told as fine when no issue of its kind is there. */
const fine: readonly { readonly what: 'template' | 'fields' | 'coupon' | 'people' | 'connection'; readonly unless: readonly Code[] }[] = [
  { what: 'template', unless: ['template-missing', 'template-not-sendable'] },
  {
    what: 'fields',
    unless: ['variable-unset', 'header-missing', 'file-expired', 'offer-end', 'product-missing', 'products-few', 'template-missing'],
  },
  { what: 'coupon', unless: ['coupon-missing', 'coupon-too-long'] },
  { what: 'people', unless: ['nobody'] },
  { what: 'connection', unless: ['no-connection', 'key-refused'] },
]

function issueWords({ code, params }: Issue, { t, locale }: Words): string {
  const hour = (value: string | number | undefined): string =>
    formatDate(Date.UTC(2026, 0, 1, Number(value ?? 0)), 'time', { locale, timeZone: 'UTC' })
  const money = (value: string | number | undefined): string =>
    formatMoney(Number(value ?? 0), String(params['currency'] ?? 'USD'), { locale })
  if (code === 'quiet-now') return t('broadcast.issue.quiet-now', { from: hour(params['fromHour']), to: hour(params['toHour']) })
  if (code === 'budget') return t('broadcast.issue.budget', { total: money(params['totalMicros']), budget: money(params['budgetMicros']) })
  if (code === 'coupon-missing' && params['reason'] === 'ended') return t('broadcast.issue.couponEnded')
  if (code === 'header-missing' && params['card'] !== undefined) return t('broadcast.issue.cardMissing', { card: params['card'] })
  if (code === 'offer-end' && params['reason'] === 'past') return t('broadcast.issue.offerPast')
  if (code === 'product-missing')
    return params['product'] === undefined
      ? t('broadcast.issue.productNone')
      : t('broadcast.issue.product-missing', { product: params['product'] })
  return t(`broadcast.issue.${code}`, params)
}

/** What stops the broadcast, what its owner should know, and what is fine, each with the way to put it right. */
export function Checks({ review, onStep }: { readonly review: Review; readonly onStep: (step: Step) => void }): ReactNode {
  const words = useWords()
  const { t } = words
  const codes = new Set(review.issues.map((issue) => issue.code))
  const good = fine.filter(({ what, unless }) => !unless.some((code) => codes.has(code)) && (what !== 'coupon' || review.coupon !== null))
  return (
    <Card title={t('broadcast.checks.title')}>
      <ul className={styles['checks']}>
        {review.issues.map((issue, index) => (
          <li key={index} className={styles['check']} data-level={issue.level} data-code={issue.code} data-testid="broadcast-review-issue">
            <Icon name={issue.level === 'stop' ? 'ban' : 'alert'} size={16} />
            <span>
              <strong>{t(`broadcast.checks.${issue.level}`)}</strong> {issueWords(issue, words)}
            </span>
            <Fix code={issue.code} onStep={onStep} />
          </li>
        ))}
        {good.map(({ what }) => (
          <li key={what} className={styles['check']} data-level="ok" data-testid={`broadcast-review-ok-${what}`}>
            <Icon name="ok" size={16} />
            <span>{t(`broadcast.checks.ok.${what}`)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Fix({ code, onStep }: { readonly code: Code; readonly onStep: (step: Step) => void }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const where = fixes[code]
  if (where === undefined) return null
  const open = (): void => (where === 'prices' || where === 'connection' ? go(routes.settingsPage(where)) : onStep(where))
  return (
    <Button size="small" onPress={open} testId={`broadcast-review-fix-${code}`}>
      {t(`broadcast.fix.${where}`)}
    </Button>
  )
}
