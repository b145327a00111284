import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Dialog, ErrorStrip, Money, Skeleton, Stack } from '../../../ui/index.ts'
import { actOf, emptyDraft, type ActDraft } from './act-draft.ts'
import { ActFields } from './act-fields.tsx'
import styles from './order.module.css'
import { TellClosed, type ChosenTemplate } from './tell-closed.tsx'
import { TellOpen } from './tell-open.tsx'
import type { ActKind, Order, OrderProposal, Telling } from './types.ts'
import type { Acting } from './use-order-act.ts'

type ActDialogProps = { readonly order: Order; readonly kind: ActKind; readonly acting: Acting; readonly onClose: () => void }

/** Asks what an act needs, shows what the customer will read and what that costs. */
export function ActDialog({ order, kind, acting, onClose }: ActDialogProps): ReactNode {
  const { t } = useWords()
  const [draft, setDraft] = useState<ActDraft>(() => emptyDraft(order))
  const [isTold, setIsTold] = useState(true)
  const [own, setOwn] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ChosenTemplate | null>(null)
  const act = actOf(kind, draft)
  const proposal = useCall(
    'order.propose',
    { orderId: order.orderId, act: act ?? { kind: 'done' } },
    { isEnabled: act !== null, keepPrevious: true },
  )
  const telling = tellingOf({ proposal: proposal.data, isTold, own, chosen })
  const error = acting.error ?? proposal.error
  const confirm = async (): Promise<void> => {
    if (act !== null && telling !== null && (await acting.actAs(act, telling))) onClose()
  }
  return (
    <Dialog
      title={t(`order.ask.${kind}`, { order: order.reference })}
      isOpen
      onClose={onClose}
      testId="order-act"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            isDisabled={act === null || telling === null}
            isBusy={acting.isRunning}
            onPress={() => void confirm()}
            testId="order-act-confirm"
          >
            {t(`order.act.${kind}`)}
          </Button>
        </>
      }
    >
      <ActFields order={order} kind={kind} draft={draft} onChange={setDraft} />
      {kind === 'change' && act !== null ? <NewTotal proposal={proposal.data} /> : null}
      {proposal.isLoading && act !== null ? <Skeleton rows={3} /> : null}
      <Hearing proposal={proposal.data} isTold={isTold} onTold={setIsTold} own={own} onOwn={setOwn} chosen={chosen} onChoose={setChosen} />
      {error === null ? null : <ErrorStrip error={error} testId="order-act-error" />}
    </Dialog>
  )
}

const NewTotal = ({ proposal }: { readonly proposal: OrderProposal | undefined }): ReactNode => {
  const { t } = useWords()
  return proposal === undefined ? null : (
    <p className={styles['newTotal']} data-testid="order-act-total">
      {t('order.newTotal')}{' '}
      <strong>
        <Money micros={proposal.totalMicros} currency={proposal.currency} />
      </strong>
    </p>
  )
}

type HearingProps = Chosen & {
  readonly onTold: (isTold: boolean) => void
  readonly onOwn: (text: string) => void
  readonly onChoose: (chosen: ChosenTemplate) => void
}

/** Whether and how the customer hears of it: in words while the reply window is open, else by an approved notice. */
function Hearing({ proposal, isTold, own, chosen, onTold, onOwn, onChoose }: HearingProps): ReactNode {
  const { t } = useWords()
  if (proposal === undefined || proposal.notice === null) return null
  return (
    <Stack gap={2}>
      <Checkbox isSelected={isTold} onChange={onTold} testId="order-act-tell">
        {t('order.tell')}
      </Checkbox>
      {isTold && proposal.isWindowOpen ? <TellOpen proposal={proposal} own={own} onOwn={onOwn} /> : null}
      {isTold && !proposal.isWindowOpen ? <TellClosed proposal={proposal} chosen={chosen} onChoose={onChoose} /> : null}
    </Stack>
  )
}

type Chosen = {
  readonly proposal: OrderProposal | undefined
  readonly isTold: boolean
  readonly own: string | null
  readonly chosen: ChosenTemplate | null
}

/** How the customer hears of it; null while something is missing. */
function tellingOf({ proposal, isTold, own, chosen }: Chosen): Telling | null {
  if (proposal === undefined) return null
  if (!isTold || proposal.notice === null) return { by: 'nothing' }
  if (proposal.isWindowOpen) {
    const text = (own ?? proposal.text).trim()
    return text === '' ? null : { by: 'text', text }
  }
  const template =
    proposal.templates.find(({ name, language }) => chosen?.name === name && chosen.language === language) ?? proposal.templates[0]
  if (template === undefined) return null
  const values = { ...template.values, ...(chosen?.name === template.name ? chosen.values : {}) }
  const isWhole = template.missing.every((key) => (values[key] ?? '').trim() !== '')
  return isWhole ? { by: 'template', name: template.name, language: template.language, values } : null
}
