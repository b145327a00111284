import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import {
  Button,
  DateTime,
  ErrorStrip,
  Icon,
  Page,
  Quiet,
  Strip,
  cx,
  focusFirstError,
  scrollerOf,
  useAnnounce,
  useNow,
} from '../../../ui/index.ts'
import type { Content } from '../content.ts'
import type { CouponForm } from '../coupon-form.ts'
import { messageProblems } from '../message-problems.ts'
import { timeProblem, type Time } from '../time/plan-form.ts'
import { useDraft, type Draft } from '../use-draft.ts'
import { hasOpenRule, noTypedRules } from './audience/typed-rules.ts'
import { AudienceStep } from './audience-step.tsx'
import { MessageStep } from './message-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { SendButton } from './send-button.tsx'
import { stepBeside, steps, type Step } from './steps.ts'
import { TimeStep } from './time-step.tsx'
import { useReview } from './use-review.ts'
import styles from './wizard.module.css'

/** A draft as it is opened; one that waits for approval opens at its review. */
export type FirstDraft = {
  readonly broadcastId: string | null
  readonly content: Content
  readonly savedAt: number | null
  readonly state?: BroadcastState
}

type BroadcastState = CallOutput<'broadcast.get'>['state']

type WizardProps = {
  readonly first: FirstDraft
  readonly onApproved: (approved: {
    readonly broadcastId: string
    readonly name: string
    readonly people: number
    readonly time: Time
  }) => void
}

/** The four steps of a broadcast. The draft keeps itself, so they can be visited in any order and left at any time. */
export function Wizard({ first, onApproved }: WizardProps): ReactNode {
  const { t } = useWords()
  const draft = useDraft(first)
  const announce = useAnnounce()
  const [step, setStep] = useState<Step>(first.state === 'asked' ? 'review' : 'audience')
  const [typedRules, setTypedRules] = useState(noTypedRules)
  const [typedCoupon, setTypedCoupon] = useState<CouponForm | null>(null)
  const [acceptsUnknown, setAcceptsUnknown] = useState(false)
  const [isTried, setIsTried] = useState(false)
  const reviewing = useReview(draft)
  useFirstReview(first.state === 'asked', reviewing.begin)
  const openProblems = useOpenProblems(draft.content)
  const isAudienceOpen = hasOpenRule(typedRules)
  const { time } = draft.content
  const isTimeWrong = timeProblem(time, useNow(10_000)) !== null
  const body = useRef<HTMLDivElement>(null)

  const goTo = (next: Step): void => {
    setStep(next)
    if (next === 'time' || next === 'review') reviewing.begin()
    scrollerOf(body.current)?.scrollTo({ top: 0 })
  }
  /** The way on from the message is shut while one of its values can't go; the draft keeps everything, so the steps above stay open. */
  const goOn = (next: Step): void => {
    if (step === 'audience' && isAudienceOpen) return announce(t('broadcast.audience.open'), 'now')
    const isShut = (step === 'message' && openProblems() > 0) || (step === 'time' && timeProblem(time, Date.now()) !== null)
    setIsTried(isShut)
    if (!isShut) return goTo(next)
    announce(t('broadcast.next.blocked'))
    focusFirstError()
  }
  const send = async (): Promise<void> => {
    const { review } = reviewing
    if (review !== null && timeProblem(time, Date.now()) === null && (await reviewing.approve(acceptsUnknown)))
      onApproved({ broadcastId: review.broadcastId, name: draft.content.name, people: review.goes, time })
  }
  const before = stepBeside(step, -1)
  const after = stepBeside(step, 1)
  const actions = (
    <>
      {before === null ? null : (
        <Button onPress={() => goTo(before)} testId={`broadcast-${step}-back`}>
          {t('ui.back')}
        </Button>
      )}
      {after === null ? (
        <SendButton
          isShut={isAudienceOpen || isTimeWrong}
          isPlan={time.kind === 'at'}
          reviewing={reviewing}
          acceptsUnknown={acceptsUnknown}
          onSend={() => void send()}
        />
      ) : (
        <Button variant="main" onPress={() => goOn(after)} testId={`broadcast-${step}-next`}>
          {t(`broadcast.next.${after}`)}
        </Button>
      )}
    </>
  )
  return (
    <Page
      title={<bdi>{draft.content.name}</bdi>}
      aside={<SavedAt draft={draft} />}
      actions={actions}
      tools={<StepNav step={step} onStep={goTo} />}
      testId="broadcast-wizard"
    >
      <div ref={body} className={styles['body']} data-testid={`broadcast-${step}`}>
        {draft.error === null ? null : (
          <ErrorStrip
            error={draft.error}
            action={{ label: t('ui.tryAgain'), onAction: () => void draft.flush() }}
            testId="broadcast-draft-error"
          />
        )}
        {isAudienceOpen && step !== 'audience' ? (
          <Strip
            tone="warning"
            actions={<Button onPress={() => goTo('audience')}>{t('broadcast.audience.toSentence')}</Button>}
            testId="broadcast-audience-open"
          >
            {t('broadcast.audience.open')}
          </Strip>
        ) : null}
        {isTimeWrong && step !== 'time' ? (
          <Strip
            tone="warning"
            actions={<Button onPress={() => goTo('time')}>{t('broadcast.fix.time')}</Button>}
            testId="broadcast-time-wrong"
          >
            {t('broadcast.plan.wrong')}
          </Strip>
        ) : null}
        {step === 'audience' ? <AudienceStep draft={draft} typed={typedRules} onTyped={setTypedRules} /> : null}
        {step === 'message' ? (
          <MessageStep draft={draft} typedCoupon={typedCoupon} onTypedCoupon={setTypedCoupon} isTried={isTried} />
        ) : null}
        {step === 'time' ? <TimeStep draft={draft} reviewing={reviewing} /> : null}
        {step === 'review' ? (
          <ReviewStep draft={draft} reviewing={reviewing} onStep={goTo} acceptsUnknown={acceptsUnknown} onAccept={setAcceptsUnknown} />
        ) : null}
      </div>
    </Page>
  )
}

/** Reviews at once where the wizard opens at the review. */
function useFirstReview(isDue: boolean, begin: () => void): void {
  const first = useRef({ isDue, begin })
  useEffect(() => {
    if (first.current.isDue) first.current.begin()
  }, [])
}

/** Counts the values of a message that can't go as they are, at the moment of asking. */
function useOpenProblems(content: Content): () => number {
  const list = useCall('template.list', {})
  const { name, language } = content.template
  const template = list.data?.templates.find((one) => one.name === name && one.language === language)
  return () => (template === undefined ? 0 : messageProblems(content, template, Date.now()).size)
}

/** When the draft was last kept, said quietly. */
function SavedAt({ draft }: { readonly draft: Draft }): ReactNode {
  const { t, rich } = useWords()
  return (
    <span role="status" data-testid="broadcast-draft-saved">
      <Quiet isSmall>
        {draft.savedAt === null
          ? t('broadcast.draft.notYet')
          : rich('broadcast.draft.saved', { time: <DateTime key="at" at={draft.savedAt} style="time" /> })}
      </Quiet>
    </span>
  )
}

type StepNavProps = { readonly step: Step; readonly onStep: (step: Step) => void }

function StepNav({ step, onStep }: StepNavProps): ReactNode {
  const { t, number } = useWords()
  return (
    <nav aria-label={t('broadcast.steps')}>
      <ol className={styles['steps']}>
        {steps.map((one, index) => (
          <li key={one} className={styles['stepItem']}>
            {index === 0 ? null : <Icon name="chevron-right" size={16} />}
            <button
              type="button"
              className={cx(styles['step'])}
              aria-current={one === step ? 'step' : undefined}
              onClick={() => onStep(one)}
              data-testid={`broadcast-step-${one}`}
              data-current={one === step ? '' : undefined}
            >
              <span className={styles['stepNumber']}>{number(index + 1)}</span>
              {t(`broadcast.step.${one}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
