import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { dayOf, useWords } from '../../i18n/index.ts'
import {
  Button,
  Checkbox,
  Dialog,
  ErrorStrip,
  NumberField,
  RadioGroup,
  Select,
  Stack,
  TextField,
  focusFirstError,
  useToast,
  DateField,
} from '../../ui/index.ts'
import { cleanCode, cleanPrefix, emptyForm, formOf, inputOf, problemsOf, type CouponForm } from './coupon-form.ts'
import styles from './coupon.module.css'
import type { Coupon } from './types.ts'

type CouponDialogProps = { readonly coupon: Coupon | null; readonly onClose: () => void }
type Change = (part: Partial<CouponForm>) => void
type FieldsProps = {
  readonly form: CouponForm
  readonly onChange: Change
  readonly problems: ReturnType<typeof problemsOf>
  readonly isNew: boolean
}

/** Makes a coupon, or changes one; codes that were given out stay good. */
export function CouponDialog({ coupon, onClose }: CouponDialogProps): ReactNode {
  const { t, timeZone } = useWords()
  const toast = useToast()
  const saving = useMutationCall('coupon.save')
  const shop = useCall('vault.status', {}).data?.shop
  const [form, setForm] = useState<CouponForm>(() => (coupon === null ? emptyForm : formOf(coupon, (at) => dayOf(at, timeZone))))
  const [isTried, setIsTried] = useState(false)
  const found = problemsOf(form)
  const problems = isTried ? found : new Set<never>()
  // A number field tells its number as the focus leaves it, in the same moment as the next control tells its own.
  const change: Change = (part) => setForm((before) => ({ ...before, ...part }))
  const currency = coupon?.currency ?? shop?.currency ?? 'USD'
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (found.size > 0) {
      focusFirstError()
      return
    }
    const saved = await saving.run(inputOf(form, { currency, timeZone, coupon }))
    if (!saved.ok) return
    toast({ text: t('coupon.saved', { name: saved.value.name }) })
    onClose()
  }
  return (
    <Dialog
      title={t(coupon === null ? 'coupon.dialog.new' : 'coupon.dialog.change')}
      isOpen
      onClose={onClose}
      testId="coupon-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="coupon-dialog-save">
            {t('coupon.dialog.save')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <TextField
          label={t('coupon.field.name')}
          value={form.name}
          onChange={(name) => change({ name })}
          isRequired
          autoFocus
          maxLength={120}
          error={problems.has('name') ? t('coupon.problem.name') : null}
          testId="coupon-dialog-name"
        />
        <Value form={form} onChange={change} problems={problems} isNew={coupon === null} currency={currency} />
        <Codes form={form} onChange={change} problems={problems} isNew={coupon === null} />
        <Limits form={form} onChange={change} problems={problems} isNew={coupon === null} currency={currency} />
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      </Stack>
    </Dialog>
  )
}

/** What it gives. */
function Value({ form, onChange, problems, currency }: FieldsProps & { readonly currency: string }): ReactNode {
  const { t } = useWords()
  const kinds = ['percent', 'amount', 'gift', 'balance', 'till'] as const
  return (
    <div className={styles['two']}>
      <Select
        label={t('coupon.field.gives')}
        value={form.gives}
        choices={kinds.map((value) => ({ value, label: t(`coupon.gives.${value}`) }))}
        onChange={(gives) => onChange({ gives })}
        testId="coupon-dialog-gives"
      />
      {form.gives === 'percent' ? (
        <NumberField
          label={t('coupon.field.percent')}
          value={form.percent}
          onChange={(percent) => onChange({ percent })}
          min={0.1}
          max={100}
          testId="coupon-dialog-percent"
        />
      ) : null}
      {form.gives === 'amount' || form.gives === 'balance' ? (
        <NumberField
          label={t('coupon.field.amount', { currency })}
          value={form.amount}
          onChange={(amount) => onChange({ amount })}
          min={0.01}
          testId="coupon-dialog-amount"
        />
      ) : null}
      {form.gives === 'gift' ? (
        <TextField
          label={t('coupon.field.gift')}
          value={form.gift}
          onChange={(gift) => onChange({ gift })}
          isRequired
          maxLength={200}
          error={problems.has('gift') ? t('coupon.problem.gift') : null}
          testId="coupon-dialog-gift"
        />
      ) : null}
    </div>
  )
}

/** One code for everybody, or one for each person. */
function Codes({ form, onChange, problems, isNew }: FieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      {isNew ? (
        <RadioGroup
          label={t('coupon.field.codes')}
          value={form.codes}
          onChange={(codes) => onChange({ codes })}
          options={(['unique', 'shared'] as const).map((value) => ({
            value,
            label: t(`coupon.codes.${value}`),
            note: t(`coupon.codes.${value}Note`),
          }))}
          testId="coupon-dialog-codes"
        />
      ) : null}
      {form.codes === 'shared' ? (
        <TextField
          label={t('coupon.field.sharedCode')}
          value={form.sharedCode}
          onChange={(text) => onChange({ sharedCode: cleanCode(text) })}
          isRequired
          isDisabled={!isNew}
          error={problems.has('sharedCode') ? t('coupon.problem.sharedCode') : null}
          testId="coupon-dialog-shared-code"
        />
      ) : (
        <div className={styles['two']}>
          <TextField
            label={t('coupon.field.prefix')}
            value={form.prefix}
            onChange={(text) => onChange({ prefix: cleanPrefix(text) })}
            isOptional
            isDisabled={!isNew}
            placeholder="TEA-"
            testId="coupon-dialog-prefix"
          />
          <NumberField
            label={t(isNew ? 'coupon.field.count' : 'coupon.field.countMore')}
            value={form.count}
            onChange={(count) => onChange({ count })}
            min={0}
            max={200_000}
            hint={t('coupon.field.countHint')}
            testId="coupon-dialog-count"
          />
        </div>
      )}
    </>
  )
}

/** From when until when, how often, and from which purchase on. */
function Limits({ form, onChange, problems, currency }: FieldsProps & { readonly currency: string }): ReactNode {
  const { t } = useWords()
  // A credit ends when it is used up, however often.
  const isBalance = form.gives === 'balance'
  return (
    <>
      <div className={styles['two']}>
        <DateField
          label={t('coupon.field.firstDay')}
          isOptional
          value={form.firstDay}
          onChange={(firstDay) => onChange({ firstDay })}
          testId="coupon-dialog-first-day"
        />
        <DateField
          label={t('coupon.field.lastDay')}
          isOptional
          value={form.lastDay}
          onChange={(lastDay) => onChange({ lastDay })}
          error={problems.has('lastDay') ? t('coupon.problem.lastDay') : null}
          testId="coupon-dialog-last-day"
        />
      </div>
      {isBalance ? null : (
        <Checkbox isSelected={form.hasLimit} onChange={(hasLimit) => onChange({ hasLimit })} testId="coupon-dialog-has-limit">
          {t('coupon.field.hasLimit')}
        </Checkbox>
      )}
      <div className={styles['two']}>
        {form.hasLimit && !isBalance ? (
          <NumberField
            label={t('coupon.field.uses')}
            value={form.uses}
            onChange={(uses) => onChange({ uses })}
            min={1}
            max={100_000}
            testId="coupon-dialog-uses"
          />
        ) : null}
        <NumberField
          label={t('coupon.field.least', { currency })}
          value={form.least}
          onChange={(least) => onChange({ least })}
          min={0}
          hint={t('coupon.field.leastHint')}
          testId="coupon-dialog-least"
        />
      </div>
    </>
  )
}
