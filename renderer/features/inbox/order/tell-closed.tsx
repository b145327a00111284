import type { ReactNode } from 'react'
import { formatMoney, languageName, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Icon, Link, MessageText, Quiet, Select, TextField } from '../../../ui/index.ts'
import styles from './order.module.css'
import type { OrderProposal } from './types.ts'

/** The template that was chosen, with what was filled in by hand. */
export type ChosenTemplate = { readonly name: string; readonly language: string; readonly values: Readonly<Record<string, string>> }

type TellClosedProps = {
  readonly proposal: OrderProposal
  readonly chosen: ChosenTemplate | null
  readonly onChoose: (chosen: ChosenTemplate) => void
}

const keyOf = ({ name, language }: Pick<ChosenTemplate, 'name' | 'language'>): string => `${name} ${language}`

/** With the reply window closed: approved notices that fit, the best one chosen, with what it costs. */
export function TellClosed({ proposal, chosen, onChoose }: TellClosedProps): ReactNode {
  const { t, locale } = useWords()
  const { templates } = proposal
  const template = templates.find((one) => chosen !== null && keyOf(one) === keyOf(chosen)) ?? templates[0]
  if (template === undefined)
    return (
      <p className={styles['closed']} data-testid="order-act-none">
        <Icon name="lock" size={16} />
        <span>{t('order.closedNone')}</span>
        <Link to={routes.templates()}>{t('inbox.template.see')}</Link>
      </p>
    )
  const filled = chosen !== null && keyOf(chosen) === keyOf(template) ? chosen.values : {}
  const choose = (values: Readonly<Record<string, string>>): void => onChoose({ name: template.name, language: template.language, values })
  return (
    <>
      <p className={styles['closed']}>
        <Icon name="lock" size={16} />
        <span>{t('order.closed')}</span>
      </p>
      <Select
        label={t('inbox.template.best')}
        value={keyOf(template)}
        onChange={(key) => {
          const found = templates.find((one) => keyOf(one) === key)
          if (found !== undefined) onChoose({ name: found.name, language: found.language, values: {} })
        }}
        choices={templates.map((one) => ({ value: keyOf(one), label: `${one.name} (${languageName(one.language, locale)})` }))}
        testId="order-act-template"
      />
      <div className={styles['said']} data-testid="order-act-body">
        <MessageText text={template.body} lang={template.language} />
      </div>
      {template.missing.map((key) => (
        <TextField
          key={key}
          label={t('order.field', { field: key })}
          value={filled[key] ?? ''}
          onChange={(value) => choose({ ...filled, [key]: value })}
          isRequired
          maxLength={200}
          testId={`order-act-field-${key}`}
        />
      ))}
      <Quiet isSmall>
        <span data-testid="order-act-cost">
          {template.costMicros === null
            ? t('inbox.cost.unknown')
            : t('inbox.template.cost', { cost: formatMoney(template.costMicros, template.currency, { locale, precision: 'each' }) })}
        </span>
        {template.isSamplePrice ? t('inbox.template.sample') : null}
      </Quiet>
    </>
  )
}
