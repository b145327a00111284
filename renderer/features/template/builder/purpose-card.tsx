import type { ReactNode } from 'react'
import { marketName, useWords } from '../../../i18n/index.ts'
import { Card, Money, Quiet, RadioGroup, TextField } from '../../../ui/index.ts'
import type { Check, Content, Draft } from '../types.ts'
import { boxId } from './places.ts'
import styles from './builder.module.css'

type PurposeCardProps = {
  readonly draft: Draft
  readonly content: Content
  readonly check: Check | null
  /** True once Meta has the template: then its name stays, and an approved one keeps its purpose. */
  readonly isAtMeta: boolean
  readonly isApproved: boolean
  readonly change: (next: (content: Content) => Content) => void
}

/** What the template is for, what that costs, and what it is called. */
export function PurposeCard({ draft, content, check, isAtMeta, isApproved, change }: PurposeCardProps): ReactNode {
  const words = useWords()
  const { t, rich } = words
  const { prices } = draft
  const price = (micros: number | null): ReactNode =>
    micros === null
      ? null
      : rich('template.builder.priceEach', {
          price: <Money key="price" micros={micros} currency={prices.currency} precision="each" />,
          market: marketName(prices.market, words),
        })
  const name = check?.name ?? draft.name
  const place = (part: 'title' | 'name') => boxId({ part, index: null, inner: null, field: null })
  return (
    <Card title={t('template.builder.purpose')}>
      <RadioGroup
        label={t('template.builder.purpose')}
        isLabelHidden
        isRow
        value={content.purpose}
        onChange={(purpose) => change((all) => ({ ...all, purpose }))}
        testId="template-purpose"
        options={[
          { value: 'MARKETING', label: t('template.category.MARKETING'), note: price(prices.offerMicros), isDisabled: isApproved },
          { value: 'UTILITY', label: t('template.builder.noticeAboutOrder'), note: price(prices.noticeMicros), isDisabled: isApproved },
        ]}
      />
      <div className={styles['two']}>
        <TextField
          label={t('template.builder.title')}
          value={content.title}
          onChange={(title) => change((all) => ({ ...all, title }))}
          maxLength={120}
          testId={place('title')}
        />
        {isAtMeta ? (
          <Quiet isSmall>{t('template.builder.nameKept', { name })}</Quiet>
        ) : (
          <TextField
            label={t('template.builder.name')}
            value={content.ownName ?? name}
            onChange={(own) => change((all) => ({ ...all, ownName: own === '' ? null : own.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_') }))}
            maxLength={check?.limits.name ?? 512}
            hint={t('template.builder.nameHint')}
            testId={place('name')}
          />
        )}
      </div>
    </Card>
  )
}
