import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, Quiet, Select, TextField, Button } from '../../../ui/index.ts'
import { politeName, proposedCoupon, variableKey, type Template, type Variable } from '../content.ts'
import { useProposedEnd } from '../use-day-of.ts'
import type { Draft } from '../use-draft.ts'
import type { Preview } from './use-preview.ts'
import { canBeEmpty, sourceKind, sourceKinds, withSource } from './variable-source.ts'
import styles from './message.module.css'

type VariablesCardProps = { readonly draft: Draft; readonly template: Template; readonly preview: Preview }

/** Every field of the template: where its value comes from, and what stands in for people who have none. */
export function VariablesCard({ draft, template, preview }: VariablesCardProps): ReactNode {
  const { t } = useWords()
  const endOfProposed = useProposedEnd()
  if (template.variables.length === 0) {
    return (
      <Card title={t('broadcast.variables.title')}>
        <Quiet>{t('broadcast.variables.none')}</Quiet>
      </Card>
    )
  }
  const set = (key: string, variable: Variable): void => {
    const { coupon } = draft.content
    const needsCoupon = variable.from.kind === 'coupon' && coupon === null
    draft.change({
      variables: { ...draft.content.variables, [key]: variable },
      ...(needsCoupon ? { coupon: proposedCoupon(endOfProposed()) } : {}),
    })
  }
  return (
    <Card title={t('broadcast.variables.title')}>
      <ul className={styles['variables']}>
        {template.variables.map((variable) => {
          const key = variableKey(variable)
          const value = draft.content.variables[key] ?? { from: { kind: 'text', text: variable.sample }, fallback: '' }
          return (
            <VariableRow
              key={key}
              name={key}
              sample={variable.sample}
              variable={value}
              polite={politeName(template.language)}
              missing={preview.missing(key)}
              onChange={(next) => set(key, next)}
              onSee={() => preview.show({ kind: 'emptiest' })}
            />
          )
        })}
      </ul>
    </Card>
  )
}

type VariableRowProps = {
  readonly name: string
  readonly sample: string
  readonly variable: Variable
  readonly polite: string
  readonly missing: number | null
  readonly onChange: (variable: Variable) => void
  readonly onSee: () => void
}

function VariableRow(props: VariableRowProps): ReactNode {
  const { name, sample, variable, polite, missing, onChange, onSee } = props
  const { t } = useWords()
  const kind = sourceKind(variable)
  const choices = sourceKinds.map((one) => ({ value: one, label: t(`broadcast.source.${one}`) }))
  return (
    <li className={styles['variable']} aria-label={name} data-testid="broadcast-message-variable" data-variable={name}>
      <code className={styles['variableName']} dir="ltr">{`{{${name}}}`}</code>
      <Select
        label={t('broadcast.variables.from')}
        value={kind}
        choices={choices}
        onChange={(next) => onChange(withSource(variable, next, { text: sample, fallback: polite }))}
        testId={`broadcast-message-source-${name}`}
      />
      <div className={styles['variableValue']}>
        {variable.from.kind === 'text' ? (
          <TextField
            label={t('broadcast.variables.text')}
            value={variable.from.text}
            onChange={(text) => onChange({ ...variable, from: { kind: 'text', text } })}
            maxLength={1024}
            error={variable.from.text.trim() === '' ? t('broadcast.variables.textMissing') : null}
            testId={`broadcast-message-text-${name}`}
          />
        ) : null}
        {canBeEmpty(variable) ? (
          <TextField
            label={t('broadcast.variables.ifEmpty')}
            value={variable.fallback}
            onChange={(fallback) => onChange({ ...variable, fallback })}
            maxLength={200}
            testId={`broadcast-message-fallback-${name}`}
          />
        ) : null}
        <p className={styles['variableNote']} data-testid={`broadcast-message-missing-${name}`} data-people={missing ?? undefined}>
          <Missing variable={variable} missing={missing} />
          {missing !== null && missing > 0 && canBeEmpty(variable) ? (
            <Button
              size="small"
              variant="quiet"
              onPress={onSee}
              label={t('broadcast.variables.seeOne', { name })}
              testId={`broadcast-message-see-${name}`}
            >
              {t('broadcast.see')}
            </Button>
          ) : null}
        </p>
      </div>
    </li>
  )
}

/** How many people have no value of their own, and what they get instead. */
function Missing({ variable, missing }: { readonly variable: Variable; readonly missing: number | null }): ReactNode {
  const { t } = useWords()
  if (canBeEmpty(variable) && missing === null) return <Quiet isSmall>{t('broadcast.variables.counting')}</Quiet>
  if (missing === null || missing === 0) return <Quiet isSmall>{t('broadcast.variables.noneEmpty')}</Quiet>
  return (
    <span className={styles['variableCount']}>
      {!canBeEmpty(variable) || variable.fallback.trim() === ''
        ? t('broadcast.variables.leftOut', { count: missing })
        : t('broadcast.variables.getInstead', { count: missing, instead: variable.fallback })}
    </span>
  )
}
