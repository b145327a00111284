import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Quiet, Select, TextField } from '../../../ui/index.ts'
import type { Variable } from '../content.ts'
import { TextSourceFields } from './variable-texts.tsx'
import { hasFallback, sourceKind, sourceKinds, withSource } from './variable-source.ts'
import styles from './message.module.css'

type VariableRowProps = {
  /** Key of the value. */
  readonly name: string
  readonly label: ReactNode
  readonly sample: string
  readonly variable: Variable
  readonly polite: string
  /** Other languages in which people get it; a fixed text may differ in each. */
  readonly languages: readonly string[]
  readonly missing: number | null
  readonly error: string | null
  readonly onChange: (variable: Variable) => void
  readonly onSee: () => void
  /** What the value leads to, under it. */
  readonly children?: ReactNode
}

/** One value that may differ from person to person: where it comes from, and what stands in for people who have none. */
export function VariableRow(props: VariableRowProps): ReactNode {
  const { name, label, sample, variable, polite, languages, missing, error, onChange, onSee, children } = props
  const { t } = useWords()
  const kind = sourceKind(variable)
  const canFallBack = hasFallback(variable, missing)
  const choices = sourceKinds.map((one) => ({ value: one, label: t(`broadcast.source.${one}`) }))
  return (
    <li className={styles['variable']} aria-label={name} data-testid="broadcast-message-variable" data-variable={name}>
      <span className={styles['variableName']}>{label}</span>
      <Select
        label={t('broadcast.variables.from')}
        value={kind}
        choices={choices}
        onChange={(next) => onChange(withSource(variable, next, { text: sample, fallback: polite }))}
        testId={`broadcast-message-source-${name}`}
      />
      <div className={styles['variableValue']}>
        {variable.from.kind === 'text' ? (
          <TextSourceFields
            name={name}
            from={variable.from}
            languages={languages}
            error={error}
            onChange={(from) => onChange({ ...variable, from })}
          />
        ) : null}
        {canFallBack ? (
          <TextField
            label={t('broadcast.variables.ifEmpty')}
            value={variable.fallback}
            onChange={(fallback) => onChange({ ...variable, fallback })}
            maxLength={200}
            testId={`broadcast-message-fallback-${name}`}
          />
        ) : null}
        {children}
        <p className={styles['variableNote']} data-testid={`broadcast-message-missing-${name}`} data-people={missing ?? undefined}>
          <Missing variable={variable} missing={missing} canFallBack={canFallBack} />
          {missing !== null && missing > 0 && canFallBack ? (
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

type MissingProps = { readonly variable: Variable; readonly missing: number | null; readonly canFallBack: boolean }

/** How many people have no value of their own, and what they get instead. */
function Missing({ variable, missing, canFallBack }: MissingProps): ReactNode {
  const { t } = useWords()
  if (canFallBack && missing === null) return <Quiet isSmall>{t('broadcast.variables.counting')}</Quiet>
  if (missing === null || missing === 0) return <Quiet isSmall>{t('broadcast.variables.noneEmpty')}</Quiet>
  return (
    <span className={styles['variableCount']}>
      {!canFallBack || variable.fallback.trim() === ''
        ? t('broadcast.variables.leftOut', { count: missing })
        : t('broadcast.variables.getInstead', { count: missing, instead: variable.fallback })}
    </span>
  )
}
