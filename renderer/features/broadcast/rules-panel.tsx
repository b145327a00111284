import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { formatMoney, useWords } from '../../i18n/index.ts'
import { Button, Card, Checkbox, ErrorStrip, Limited, NumberField, Quiet, Skeleton, useToast } from '../../ui/index.ts'
import { formOfRules, rulesOfForm, type RulesForm } from './rules-form.ts'
import styles from './rules-panel.module.css'

const MOST_PEOPLE = 1_000_000

/** What the shop decided for all broadcasts: who may approve how many, what a month may cost, how many offers anybody gets. */
export function RulesPanel(): ReactNode {
  const { t } = useWords()
  const reading = useCall('broadcast.rules', {})
  if (reading.error !== null) return <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />
  return reading.data === undefined ? <Skeleton rows={8} /> : <Form {...reading.data} onSaved={reading.refetch} />
}

type FormProps = CallOutput<'broadcast.rules'> & { readonly onSaved: () => void }

function Form({ rules, spentThisMonthMicros, currency, onSaved }: FormProps): ReactNode {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useMutationCall('broadcast.setRules')
  const [form, setForm] = useState(() => formOfRules(rules))
  // A number is handed on when its field is left, together with the click that leaves it.
  const change = (part: Partial<RulesForm>): void => setForm((before) => ({ ...before, ...part }))
  const save = async (): Promise<void> => {
    const result = await saving.run(rulesOfForm(form))
    if (!result.ok) return
    onSaved()
    toast({ text: t('broadcast.rules.saved') })
  }
  return (
    <Card title={t('broadcast.rules.title')} testId="broadcast-rules">
      <p>{t('broadcast.rules.lead')}</p>
      <Limited needs="broadcast.setRules">
        <Approvers form={form} onChange={change} />
        <Budget form={form} currency={currency} onChange={change} />
        <Quiet isSmall>
          <span data-testid="broadcast-rules-spent" data-micros={spentThisMonthMicros}>
            {t('broadcast.rules.spent', { amount: formatMoney(spentThisMonthMicros, currency, { locale }) })}
          </span>
        </Quiet>
        <MostOffers form={form} onChange={change} />
      </Limited>
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="broadcast-rules-error" />}
      <div>
        <Button
          variant="main"
          onPress={() => void save()}
          isBusy={saving.isRunning}
          needs="broadcast.setRules"
          testId="broadcast-rules-save"
        >
          {t('broadcast.rules.save')}
        </Button>
      </div>
    </Card>
  )
}

type PartProps = { readonly form: RulesForm; readonly onChange: (part: Partial<RulesForm>) => void }

function Approvers({ form, onChange }: PartProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <div className={styles['number']}>
        <NumberField
          label={t('broadcast.rules.staff')}
          hint={t('broadcast.rules.staffNote')}
          value={form.staffMostPeople}
          min={0}
          max={MOST_PEOPLE}
          onChange={(staffMostPeople) => onChange({ staffMostPeople })}
          testId="broadcast-rules-staff"
        />
      </div>
      <div className={styles['rule']}>
        <Checkbox
          isSelected={form.hasManagerLimit}
          onChange={(hasManagerLimit) => onChange({ hasManagerLimit })}
          note={t('broadcast.rules.ownerNote')}
          testId="broadcast-rules-owner-on"
        >
          {t('broadcast.rules.owner')}
        </Checkbox>
        {form.hasManagerLimit ? (
          <NumberField
            label={t('broadcast.rules.ownerAbove')}
            value={form.managerMostPeople}
            min={0}
            max={MOST_PEOPLE}
            onChange={(managerMostPeople) => onChange({ managerMostPeople })}
            testId="broadcast-rules-owner"
          />
        ) : null}
      </div>
      <div className={styles['rule']}>
        <Checkbox
          isSelected={form.hasSecondPerson}
          onChange={(hasSecondPerson) => onChange({ hasSecondPerson })}
          note={t('broadcast.rules.secondNote')}
          testId="broadcast-rules-second-on"
        >
          {t('broadcast.rules.second')}
        </Checkbox>
        {form.hasSecondPerson ? (
          <NumberField
            label={t('broadcast.rules.secondAbove')}
            value={form.secondPersonAbovePeople}
            min={0}
            max={MOST_PEOPLE}
            onChange={(secondPersonAbovePeople) => onChange({ secondPersonAbovePeople })}
            testId="broadcast-rules-second"
          />
        ) : null}
      </div>
    </>
  )
}

function Budget({ form, currency, onChange }: PartProps & { readonly currency: string }): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['rule']}>
      <Checkbox
        isSelected={form.hasBudget}
        onChange={(hasBudget) => onChange({ hasBudget })}
        note={t('broadcast.rules.monthNote')}
        testId="broadcast-rules-budget-on"
      >
        {t('broadcast.rules.month')}
      </Checkbox>
      {form.hasBudget ? (
        <NumberField
          label={t('broadcast.rules.monthAmount', { currency })}
          value={form.budgetUnits}
          min={0}
          format={{ maximumFractionDigits: 2 }}
          onChange={(budgetUnits) => onChange({ budgetUnits })}
          testId="broadcast-rules-budget"
        />
      ) : null}
    </div>
  )
}

function MostOffers({ form, onChange }: PartProps): ReactNode {
  const { t } = useWords()
  const { mostOffers } = form
  return (
    <div className={styles['rule']}>
      <Checkbox
        isSelected={form.hasMostOffers}
        onChange={(hasMostOffers) => onChange({ hasMostOffers })}
        note={t('broadcast.rules.mostNote')}
        testId="broadcast-rules-most-on"
      >
        {t('broadcast.rules.most')}
      </Checkbox>
      {form.hasMostOffers ? (
        <div className={styles['pair']}>
          <NumberField
            label={t('broadcast.audience.mostCount')}
            value={mostOffers.count}
            min={1}
            max={100}
            onChange={(count) => onChange({ mostOffers: { ...mostOffers, count } })}
            testId="broadcast-rules-most-count"
          />
          <NumberField
            label={t('broadcast.audience.mostDays')}
            value={mostOffers.days}
            min={1}
            max={90}
            onChange={(days) => onChange({ mostOffers: { ...mostOffers, days } })}
            testId="broadcast-rules-most-days"
          />
        </div>
      ) : null}
    </div>
  )
}
