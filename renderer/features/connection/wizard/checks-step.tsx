import { useEffect, useRef, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Quiet, Strip } from '../../../ui/index.ts'
import { CheckList } from '../check/check-list.tsx'
import { checkNames, readyCount } from '../check/order.ts'
import { useChecks } from '../check/use-checks.ts'
import { useFixes } from '../fix/use-fixes.tsx'
import { StepFrame } from './step-frame.tsx'
import styles from './wizard.module.css'

type ChecksStepProps = { readonly onBack: () => void; readonly onNext: () => void }

/** Third step: nine checks, each with its fix. They run by themselves the first time. */
export function ChecksStep({ onBack, onNext }: ChecksStepProps): ReactNode {
  const { t } = useWords()
  const checks = useChecks()
  const status = useCall('connection.status', {})
  const fixes = useFixes({ onFixed: (names) => void checks.run(names) })
  const isFirst = useRef(true)
  const { run } = checks
  const neverRan = checks.checks !== undefined && checks.checks.length < checkNames.length
  useEffect(() => {
    if (!neverRan || !isFirst.current) return
    isFirst.current = false
    void run()
  }, [neverRan, run])
  const number = status.data?.number ?? null
  const isSendingOnly = status.data?.receiving.way === 'none'
  const ready = readyCount(checks.checks ?? [])
  const open = checks.checks?.filter(({ state }) => state === 'failed').length ?? 0
  return (
    <>
      <StepFrame
        title={
          number === null
            ? t('connection.checks.title')
            : t('connection.checks.titleOf', { number: number.displayPhoneNumber, name: number.verifiedName })
        }
        aside={
          <span className={styles['headEnd']}>
            <span data-testid="connection-ready" data-ready={ready}>
              {t('connection.checks.ready', { ok: ready, total: checkNames.length })}
            </span>
            <Button icon="refresh" onPress={() => void run()} isBusy={checks.running.size > 0} testId="connection-check">
              {t('connection.checks.again')}
            </Button>
          </span>
        }
        onBack={onBack}
        testId="connection-checks"
        actions={
          <>
            <Quiet isSmall>
              {isSendingOnly ? t('connection.checks.withoutNote') : open > 0 ? t('connection.checks.openNote', { count: open }) : null}
            </Quiet>
            <Button variant={isSendingOnly ? 'plain' : 'main'} onPress={onNext} testId="connection-checks-next">
              {t(isSendingOnly ? 'connection.checks.without' : 'connection.next.live')}
            </Button>
          </>
        }
      >
        <CheckList checks={checks} onFix={fixes.start} />
        {ready === checkNames.length ? <Strip tone="success">{t('connection.checks.allReady')}</Strip> : null}
      </StepFrame>
      {fixes.dialog}
    </>
  )
}
