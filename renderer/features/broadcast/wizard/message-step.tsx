import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, Columns, EmptyState, ErrorStrip, Link, Skeleton } from '../../../ui/index.ts'
import { usesCoupon, usesProducts, type Content, type Template } from '../content.ts'
import type { CouponForm } from '../coupon-form.ts'
import type { Draft } from '../use-draft.ts'
import { CheapestCard } from './cheapest-way.tsx'
import { CouponCard } from './coupon-card.tsx'
import { MessagePreview } from './message-preview.tsx'
import { ProductsCard } from './products-card.tsx'
import { TemplateCard } from './template-card.tsx'
import { TestSend } from './test-send.tsx'
import { usePreview, type Preview } from './use-preview.ts'
import { useValues } from './use-values.ts'
import { ValuesCards } from './values-cards.tsx'
import styles from './message.module.css'
import wizard from './wizard.module.css'

type MessageStepProps = {
  readonly draft: Draft
  readonly typedCoupon: CouponForm | null
  readonly onTypedCoupon: (form: CouponForm) => void
  /** True once somebody wanted to go on with fields still open. */
  readonly isTried: boolean
}

/** What people get: template, the values of its fields, coupon and products, beside a phone that shows it filled in. */
export function MessageStep({ draft, typedCoupon, onTypedCoupon, isTried }: MessageStepProps): ReactNode {
  const { t } = useWords()
  const list = useCall('template.list', {})
  const preview = usePreview(draft.content)
  if (list.error !== null) return <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />
  if (list.data === undefined) return <Skeleton rows={8} rowHeight="table" />
  if (list.data.templates.length === 0) return <NoTemplates />
  const { name, language } = draft.content.template
  const template = list.data.templates.find((one) => one.name === name && one.language === language)
  return (
    <Columns ratio="wide-first">
      <div className={wizard['column']}>
        <TemplateCard draft={draft} templates={list.data.templates} preview={preview} />
        {template === undefined ? null : (
          <>
            <Values
              key={`${name} ${language}`}
              draft={draft}
              template={template}
              others={otherVersions(draft.content, list.data.templates)}
              preview={preview}
              isTried={isTried}
            />
            <CouponCard
              key={`${name} ${language} ${usesCoupon(draft.content, template)}`}
              draft={draft}
              template={template}
              preview={preview}
              typed={typedCoupon}
              onTyped={onTypedCoupon}
            />
            {usesProducts(draft.content, template) ? <ProductsCard draft={draft} template={template} /> : null}
            <CheapestCard draft={draft} preview={preview} />
            <TestSend content={draft.content} />
          </>
        )}
      </div>
      <div className={styles['beside']}>
        <Card title={t('broadcast.preview.title')}>
          {template === undefined ? <EmptyState icon="phone" title={t('broadcast.preview.empty')} /> : <MessagePreview preview={preview} />}
        </Card>
      </div>
    </Columns>
  )
}

/** The other languages in which people get it. */
const otherVersions = ({ byLanguage, template: { name, language } }: Content, templates: readonly Template[]): readonly Template[] =>
  byLanguage ? templates.filter((one) => one.name === name && one.language !== language && one.sendable) : []

type ValuesProps = {
  readonly draft: Draft
  readonly template: Template
  readonly others: readonly Template[]
  readonly preview: Preview
  readonly isTried: boolean
}

function Values({ draft, template, others, preview, isTried }: ValuesProps): ReactNode {
  const values = useValues(draft, template, isTried)
  return <ValuesCards template={template} others={others} values={values} preview={preview} />
}

function NoTemplates(): ReactNode {
  const { t } = useWords()
  const action = (
    <Link to={routes.templates()} look="button" testId="broadcast-message-templates">
      {t('broadcast.template.open')}
    </Link>
  )
  return (
    <EmptyState
      icon="template"
      title={t('template.empty.title')}
      text={t('template.empty.text')}
      action={action}
      testId="broadcast-message-empty"
    />
  )
}
