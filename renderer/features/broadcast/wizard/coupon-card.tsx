import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Card, Quiet, RadioGroup, Strip, TextField, DateField } from '../../../ui/index.ts'
import { usesCoupon, type Template } from '../content.ts'
import { LONGEST_CODE, cleanCode, cleanPrefix, formOf, isCodeShort, planOf, type CouponForm } from '../coupon-form.ts'
import { useDayOf } from '../use-day-of.ts'
import type { Draft } from '../use-draft.ts'
import { KeptCoupon } from './kept-coupon.tsx'
import type { Preview } from './use-preview.ts'
import styles from './wizard.module.css'

type CouponCardProps = {
  readonly draft: Draft
  readonly template: Template
  readonly preview: Preview
  /** What was typed on an earlier visit and is no coupon yet; the draft can't hold that. */
  readonly typed: CouponForm | null
  readonly onTyped: (form: CouponForm) => void
}

const codeKinds = ['one-each', 'one-for-all', 'coupon'] as const

/** One code for all, one for each, or those of a coupon that is there; what is typed is kept as soon as it can be used. */
export function CouponCard({ draft, template, preview, typed, onTyped }: CouponCardProps): ReactNode {
  const { t, timeZone } = useWords()
  const dayOf = useDayOf()
  const [form, setForm] = useState<CouponForm>(() =>
    draft.content.coupon === null && typed !== null ? typed : formOf(draft.content.coupon, dayOf),
  )
  const usesCode = usesCoupon(draft.content, template)
  if (!usesCode && draft.content.coupon === null) return null
  const change = (part: Partial<CouponForm>): void => {
    const next = { ...form, ...part }
    setForm(next)
    onTyped(next)
    draft.change({ coupon: planOf(next, timeZone) })
  }
  const kinds = usesCode ? codeKinds : (['none', ...codeKinds] as const)
  return (
    <Card title={t('broadcast.coupon.title')}>
      <RadioGroup
        label={t('broadcast.coupon.kind')}
        isLabelHidden
        isRow
        value={form.kind === 'none' && usesCode ? null : form.kind}
        onChange={(kind) => change({ kind })}
        testId="broadcast-message-coupon-kind"
        options={kinds.map((value) => ({ value, label: t(`broadcast.coupon.${value}`) }))}
      />
      {form.kind === 'coupon' ? <KeptCoupon couponId={form.couponId} onChange={(couponId) => change({ couponId })} /> : null}
      {form.kind === 'one-each' || form.kind === 'one-for-all' ? <Fields form={form} onChange={change} /> : null}
      {form.kind === 'none' ? null : <Ready form={form} preview={preview} />}
      <WebLimit draft={draft} template={template} />
    </Card>
  )
}

type FieldsProps = { readonly form: CouponForm; readonly onChange: (part: Partial<CouponForm>) => void }

/** The code or its beginning, and the last day. */
function Fields({ form, onChange }: FieldsProps): ReactNode {
  const { t } = useWords()
  const dayOf = useDayOf()
  const [today] = useState(() => dayOf(Date.now()))
  return (
    <div className={styles['two']}>
      {form.kind === 'one-for-all' ? (
        <TextField
          label={t('broadcast.coupon.code')}
          value={form.code}
          onChange={(code) => onChange({ code: cleanCode(code) })}
          error={isCodeShort(form) ? t('broadcast.coupon.codeShort') : null}
          testId="broadcast-message-coupon-code"
        />
      ) : (
        <TextField
          label={t('broadcast.coupon.prefix')}
          isOptional
          value={form.prefix}
          onChange={(prefix) => onChange({ prefix: cleanPrefix(prefix) })}
          placeholder="TEA-"
          testId="broadcast-message-coupon-prefix"
        />
      )}
      <DateField
        label={t('broadcast.coupon.lastDay')}
        isOptional
        value={form.lastDay}
        min={today}
        onChange={(lastDay) => onChange({ lastDay })}
        error={form.lastDay !== '' && form.lastDay < today ? t('broadcast.coupon.ended') : null}
        testId="broadcast-message-coupon-ends"
      />
    </div>
  )
}

/** How many codes there will be, and how long the longest is. */
function Ready({ form, preview }: { readonly form: CouponForm; readonly preview: Preview }): ReactNode {
  const { t } = useWords()
  const coupons = useCall('coupon.list', {}, { isEnabled: form.kind === 'coupon' })
  const { data } = preview.reading
  const sample = data?.message?.couponCode ?? ''
  if (data === undefined || sample === '' || isCodeShort(form)) return null
  const kept = coupons.data?.coupons.find((coupon) => coupon.couponId === form.couponId)
  if (form.kind === 'coupon' && kept === undefined) return null
  const isEach = form.kind === 'one-each' || kept?.codes === 'unique'
  const ready = form.kind === 'coupon' ? 'broadcast.coupon.readyKept' : 'broadcast.coupon.readyEach'
  return (
    <p data-testid="broadcast-message-coupon-ready" data-count={isEach ? data.of : 1} data-longest={sample.length}>
      <Quiet isSmall>
        {t(isEach ? ready : 'broadcast.coupon.readyAll', {
          count: data.of,
          longest: sample.length,
          most: LONGEST_CODE,
          sample,
        })}
      </Quiet>
    </p>
  )
}

/** WhatsApp Web has no copy button: said here, where the coupon is set, with what it means for this very text. */
function WebLimit({ draft, template }: { readonly draft: Draft; readonly template: Template }): ReactNode {
  const { t } = useWords()
  if (!template.buttons.some((button) => button.type === 'COPY_CODE')) return null
  const isWritten = Object.values(draft.content.variables).some(({ from }) => from.kind === 'coupon' && from.part === 'code')
  return (
    <Strip tone={isWritten ? 'info' : 'warning'} testId="broadcast-message-coupon-web">
      {t(isWritten ? 'broadcast.coupon.webWritten' : 'broadcast.coupon.webHidden')}
    </Strip>
  )
}
