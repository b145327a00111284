import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, Card, Icon, useMay, type Needs } from '../../../ui/index.ts'
import { BUDGET_FIELD_ID } from './budget-card.tsx'
import type { Content } from '../content.ts'
import { PeopleDialog } from '../people-dialog.tsx'
import { issueWords, offersEach, restingEach } from './issue-words.ts'
import type { Step } from './steps.ts'
import type { Review } from './use-review.ts'
import styles from './wizard.module.css'

type Code = Review['issues'][number]['code']

/** Where an issue is put right: a step of the wizard, or another screen. Those without a place need nothing but a decision. */
type Place = Step | 'prices' | 'connection' | 'rules' | 'budget' | 'ask'
const fixes: Partial<Readonly<Record<Code, Place>>> = {
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
  'coupon-few': 'message',
  nobody: 'audience',
  'group-missing': 'audience',
  'many-offers': 'audience',
  'resting-soon': 'time',
  'quiet-now': 'time',
  'daily-limit': 'time',
  'too-late': 'time',
  budget: 'budget',
  'month-budget': 'rules',
  'approval-needed': 'ask',
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
  { what: 'coupon', unless: ['coupon-missing', 'coupon-too-long', 'coupon-few'] },
  { what: 'people', unless: ['nobody', 'group-missing'] },
  { what: 'connection', unless: ['no-connection', 'key-refused'] },
]

type ChecksProps = {
  readonly review: Review
  readonly content: Content
  readonly onStep: (step: Step) => void
  readonly onAsk: () => void
}

/** What stops the broadcast, what its owner should know, and what is fine, each with the way to put it right. */
export function Checks({ review, content, onStep, onAsk }: ChecksProps): ReactNode {
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
              {issue.code === 'many-offers' ? <> {offersEach(review.manyOffers, words)}</> : null}
              {issue.code === 'resting-soon' ? <> {restingEach(review.restingSoon, words)}</> : null}
            </span>
            {issue.code === 'resting-soon' ? <RestingPeople review={review} content={content} /> : null}
            {issue.code === 'approval-needed' && review.approval.askedAt !== null ? null : (
              <Fix code={issue.code} onStep={onStep} onAsk={onAsk} />
            )}
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

function RestingPeople({ review, content }: Pick<ChecksProps, 'review' | 'content'>): ReactNode {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        onPress={() => setOpen(true)}
        testId="broadcast-review-resting-see"
        label={t('broadcast.seeOf', { what: t('broadcast.people.restingSoon') })}
      >
        {t('broadcast.see')}
      </Button>
      {isOpen ? (
        <PeopleDialog
          audience={content.audience}
          content={content}
          broadcastId={review.broadcastId}
          reason={null}
          restingSoon
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

/** What may be changed there; on the steps of the wizard everything that it writes. */
function needsOf(place: Place): Needs | undefined {
  if (place === 'rules') return 'broadcast.setRules'
  if (place === 'prices') return 'price.save'
  return place === 'ask' ? 'broadcast.askApproval' : undefined
}

type FixProps = Pick<ChecksProps, 'onStep' | 'onAsk'> & { readonly code: Code }

function Fix({ code, onStep, onAsk }: FixProps): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const may = useMay()
  const where = fixes[code]
  if (where === undefined || !may(needsOf(where))) return null
  const open = (): void => {
    if (where === 'prices' || where === 'connection') return go(routes.settingsPage(where))
    if (where === 'rules') return go(routes.settingsPage('broadcasts'))
    if (where === 'budget') return focusBudget()
    return where === 'ask' ? onAsk() : onStep(where)
  }
  return (
    <Button size="small" onPress={open} testId={`broadcast-review-fix-${code}`}>
      {t(`broadcast.fix.${where}`)}
    </Button>
  )
}

/** The budget stands on the same screen: the focus goes to its field. */
function focusBudget(): void {
  const place = document.getElementById(BUDGET_FIELD_ID)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input:not([type="checkbox"])')?.focus()
}
