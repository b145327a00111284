import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, NumberField, RadioGroup } from '../../../ui/index.ts'
import { newPartId, replaced } from '../lists.ts'
import type { EditProps, WorkOf } from '../types.ts'
import { DueMessageField } from './due-message-field.tsx'
import styles from './edit.module.css'
import { NumberPair } from './number-pair.tsx'
import { PartFrame } from './part-frame.tsx'
import { ProductsField } from './products-field.tsx'
import { ORDER_VALUES } from './text-values.ts'

type Step = WorkOf<'drip'>['steps'][number]

const DAY_HOURS = 24
const MOST_HOURS = DAY_HOURS * 400

/** Messages that follow a purchase one after the other. */
export function DripEditor({ work, onChange }: EditProps<'drip'>): ReactNode {
  const { t, locale } = useWords()
  const { steps, stopOn } = work
  const keep = (next: Step[]): void => onChange({ ...work, steps: next })
  const blank = (): Step => ({
    stepId: newPartId(),
    afterHours: Math.min(MOST_HOURS, (steps.at(-1)?.afterHours ?? 0) + 7 * DAY_HOURS),
    message: { texts: [{ language: locale, text: '' }], template: null },
  })
  return (
    <>
      <ProductsField
        label={t('automation.drip.products')}
        retailerIds={work.products}
        onChange={(products) => onChange({ ...work, products })}
        testId="automation-drip-products"
      />
      <RadioGroup
        label={t('automation.drip.purpose')}
        value={work.purpose}
        onChange={(purpose) => onChange({ ...work, purpose })}
        options={(['notice', 'offer'] as const).map((value) => ({
          value,
          label: t(`automation.drip.purpose.${value}`),
          note: t(`automation.drip.purpose.${value}.note`),
        }))}
      />
      {steps.map((step, at) => (
        <PartFrame
          key={step.stepId}
          title={t('automation.drip.step', { number: at + 1 })}
          list={steps}
          at={at}
          onChange={keep}
          isKept
          testId="automation-drip-step"
        >
          <NumberField
            label={t('automation.drip.afterHours')}
            value={step.afterHours}
            min={1}
            max={MOST_HOURS}
            onChange={(afterHours) => keep(replaced(steps, at, { ...step, afterHours }))}
          />
          <DueMessageField
            message={step.message}
            onChange={(message) => keep(replaced(steps, at, { ...step, message }))}
            purpose={work.purpose}
            values={ORDER_VALUES}
            testId="automation-drip"
          />
        </PartFrame>
      ))}
      <div>
        <Button icon="plus" onPress={() => keep([...steps, blank()])} isDisabled={steps.length >= L.dripSteps} testId="automation-drip-add">
          {t('automation.drip.add')}
        </Button>
      </div>
      <div className={styles['group']}>
        <Checkbox isSelected={stopOn.reply} onChange={(reply) => onChange({ ...work, stopOn: { ...stopOn, reply } })}>
          {t('automation.drip.stopReply')}
        </Checkbox>
        <Checkbox isSelected={stopOn.order} onChange={(order) => onChange({ ...work, stopOn: { ...stopOn, order } })}>
          {t('automation.drip.stopOrder')}
        </Checkbox>
      </div>
      <NumberPair
        counts={[
          {
            label: t('automation.drip.once'),
            value: work.onceInDays,
            min: 0,
            max: 3650,
            onChange: (onceInDays) => onChange({ ...work, onceInDays }),
          },
          {
            label: t('automation.due.grace'),
            value: work.graceHours,
            min: 1,
            max: 168,
            onChange: (graceHours) => onChange({ ...work, graceHours }),
          },
        ]}
      />
    </>
  )
}
