import { useRef, useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords, type Words } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, NumberField, Stack, Strip, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './coupon.module.css'
import { TillVerdict, useVerdictWords } from './till-verdict.tsx'
import type { CodeCheck, Redemption } from './types.ts'

const MICROS = 1_000_000
const UNDO_MS = 600_000

/** Which till it is; remembered while the window is open, so that it is typed once a day. */
let lastPlace = ''

/** Redeems codes at the till: type or scan, Enter to look, Enter to redeem, and the next one. */
export function TillDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const till = useTill()
  const box = useRef<HTMLInputElement>(null)
  const next = (): void => {
    till.clear()
    box.current?.focus()
  }
  const submit = async (): Promise<void> => {
    if (till.done !== null) next()
    else if (till.check?.verdict === 'good') {
      await till.redeem()
      box.current?.focus()
    } else await till.look()
  }
  return (
    <Dialog
      title={t('coupon.till.title')}
      isOpen
      onClose={onClose}
      testId="coupon-till"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.close')}</Button>
          {till.done === null ? (
            <Button
              variant="main"
              onPress={() => void submit()}
              isBusy={till.isBusy}
              isDisabled={till.code.trim() === ''}
              testId="coupon-till-submit"
            >
              {t(till.check?.verdict === 'good' ? 'coupon.till.redeem' : 'coupon.till.look')}
            </Button>
          ) : (
            <Button variant="main" onPress={next} testId="coupon-till-next">
              {t('coupon.till.next')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap={4}>
        <TextField
          label={t('coupon.till.code')}
          value={till.code}
          onChange={till.setCode}
          onSubmit={() => void submit()}
          inputRef={box}
          autoFocus
          autoComplete="off"
          hint={t('coupon.till.hint')}
          testId="coupon-till-code"
        />
        {till.error === null ? null : <ErrorStrip error={till.error} testId="coupon-till-error" />}
        {till.done === null ? null : <Done done={till.done} onUndone={next} />}
        {till.check === null || till.done !== null ? null : <TillVerdict check={till.check} />}
        {till.check?.verdict === 'good' && till.done === null ? <Purchase till={till} onSubmit={() => void submit()} /> : null}
      </Stack>
    </Dialog>
  )
}

type Till = ReturnType<typeof useTill>

function useTill() {
  const checking = useMutationCall('coupon.check')
  const redeeming = useMutationCall('coupon.redeem')
  const announce = useAnnounce()
  const { t } = useWords()
  const say = useVerdictWords()
  const [code, setCode] = useState('')
  const [check, setCheck] = useState<CodeCheck | null>(null)
  const [done, setDone] = useState<Redemption | null>(null)
  const [place, setPlace] = useState(lastPlace)
  const [sales, setSales] = useState(0)
  const [part, setPart] = useState(0)
  const requestId = useRef('')
  const clear = (): void => {
    setCode('')
    setCheck(null)
    setDone(null)
    setSales(0)
    setPart(0)
    redeeming.reset()
    checking.reset()
  }
  const look = async (): Promise<void> => {
    if (code.trim() === '') return
    const found = await checking.run({ code })
    if (!found.ok) return
    requestId.current = crypto.randomUUID()
    setCheck(found.value)
    setPart((found.value.leftMicros ?? 0) / MICROS)
    announce(say(found.value))
  }
  const redeem = async (): Promise<void> => {
    lastPlace = place.trim()
    const isBalance = check?.leftMicros !== null && check?.leftMicros !== undefined
    const result = await redeeming.run({
      code,
      place: place.trim(),
      salesMicros: sales === 0 ? null : Math.round(sales * MICROS),
      discountMicros: isBalance && part > 0 ? Math.round(part * MICROS) : null,
      requestId: requestId.current,
    })
    if (result.ok) {
      setDone(result.value.redemption)
      announce(doneText(result.value.redemption, t))
    }
    // What stood in the way is looked up anew: when and where it was used is the answer.
    else await look()
  }
  return {
    code,
    setCode: (text: string) => {
      setCode(text)
      setCheck(null)
      setDone(null)
      setSales(0)
      redeeming.reset()
    },
    check,
    done,
    place,
    setPlace,
    sales,
    setSales,
    part,
    setPart,
    clear,
    look,
    redeem,
    isBusy: checking.isRunning || redeeming.isRunning,
    error: redeeming.error ?? checking.error,
  }
}

/** What the till may add: the purchase, a part of a balance, which till it is. */
function Purchase({ till, onSubmit }: { readonly till: Till; readonly onSubmit: () => void }): ReactNode {
  const { t } = useWords()
  const currency = till.check?.coupon?.currency ?? ''
  const left = till.check?.leftMicros ?? null
  return (
    <div className={styles['two']}>
      {left === null ? null : (
        <NumberField
          label={t('coupon.till.part', { currency })}
          value={till.part}
          onChange={till.setPart}
          min={0}
          max={left / MICROS}
          onSubmit={onSubmit}
          testId="coupon-till-part"
        />
      )}
      <NumberField
        label={t('coupon.till.sales', { currency })}
        value={till.sales}
        onChange={till.setSales}
        onSubmit={onSubmit}
        min={0}
        hint={t('coupon.till.salesHint')}
        testId="coupon-till-sales"
      />
      <TextField
        label={t('coupon.till.place')}
        value={till.place}
        onChange={till.setPlace}
        onSubmit={onSubmit}
        isOptional
        maxLength={80}
        testId="coupon-till-place"
      />
    </div>
  )
}

/** What was redeemed, and how long it can be taken back. */
const doneText = (done: Redemption, t: Words['t']): string =>
  t(done.customerName === '' ? 'coupon.till.done' : 'coupon.till.doneFor', {
    coupon: done.couponName,
    code: done.code,
    name: done.customerName,
    minutes: UNDO_MS / 60_000,
  })

/** It is redeemed; ten minutes long it can be taken back. */
function Done({ done, onUndone }: { readonly done: Redemption; readonly onUndone: () => void }): ReactNode {
  const { t } = useWords()
  const undoing = useMutationCall('coupon.undoRedeem')
  const undo = async (): Promise<void> => {
    const result = await undoing.run({ redemptionId: done.redemptionId })
    if (result.ok) onUndone()
  }
  return (
    <>
      <Strip
        tone="success"
        testId="coupon-till-done"
        actions={
          <Button size="small" onPress={() => void undo()} isBusy={undoing.isRunning} needs="coupon.undoRedeem" testId="coupon-till-undo">
            {t('ui.undo')}
          </Button>
        }
      >
        {doneText(done, t)}
      </Strip>
      {undoing.error === null ? null : <ErrorStrip error={undoing.error} />}
    </>
  )
}
