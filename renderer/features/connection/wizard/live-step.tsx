import { useEffect, useRef, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Quiet, Strip } from '../../../ui/index.ts'
import { useFixes } from '../fix/use-fixes.tsx'
import { LiveTestView } from './live-test.tsx'
import { StepFrame } from './step-frame.tsx'
import { useLiveTest } from './use-live-test.ts'

type LiveStepProps = {
  readonly recoveryCode: ReactNode
  readonly isCodeKept: boolean
  readonly onBack: () => void
  readonly onFinish: () => void
}

/** Fourth step: a message from the owner's own phone and an answer back; then the recovery code, without which nothing ends. */
export function LiveStep({ recoveryCode, isCodeKept, onBack, onFinish }: LiveStepProps): ReactNode {
  const { t } = useWords()
  const status = useCall('connection.status', {})
  const receives = status.data !== undefined && status.data !== null && status.data.receiving.way !== 'none'
  return (
    <StepFrame
      title={t('connection.step.live')}
      lead={t('connection.live.lead')}
      onBack={onBack}
      testId="connection-live"
      actions={
        <>
          {isCodeKept ? null : <Quiet isSmall>{t('connection.live.codeFirst')}</Quiet>}
          <Button variant="main" onPress={onFinish} isDisabled={!isCodeKept} testId="connection-live-finish">
            {t('connection.live.finish')}
          </Button>
        </>
      }
    >
      {status.data === undefined || status.data === null ? null : receives ? <Test number={status.data.number} /> : <SendingOnly />}
      {recoveryCode}
    </StepFrame>
  )
}

/** Without a way in no message can come; that is said, and can be changed here. */
function SendingOnly(): ReactNode {
  const { t } = useWords()
  const fixes = useFixes({ onFixed: () => undefined })
  return (
    <>
      <Strip
        tone="warning"
        testId="connection-live-without"
        actions={
          <Button onPress={() => fixes.start({ kind: 'dialog', dialog: 'receiving' })} testId="connection-live-receive">
            {t('connection.fix.receiving')}
          </Button>
        }
      >
        {t('connection.live.sendingOnly')}
      </Strip>
      {fixes.dialog}
    </>
  )
}

type NumberFacts = NonNullable<ReturnType<typeof useLiveNumber>>
const useLiveNumber = () => useCall('connection.status', {}).data?.number ?? null

function Test({ number }: { readonly number: NumberFacts | null }): ReactNode {
  const { t } = useWords()
  const live = useLiveTest()
  const { begin, isRead, test } = live
  const isBegun = useRef(false)
  useEffect(() => {
    if (!isRead || test !== null || isBegun.current) return
    isBegun.current = true
    void begin()
  }, [isRead, test, begin])
  return (
    <>
      {live.error === null ? null : (
        <ErrorStrip error={live.error} action={{ label: t('ui.tryAgain'), onAction: () => void begin() }} testId="connection-live-error" />
      )}
      {test === null ? null : <LiveTestView live={live} test={test} phone={number?.displayPhoneNumber ?? ''} />}
    </>
  )
}
