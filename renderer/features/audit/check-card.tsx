import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, DateTime, ErrorStrip, Quiet, Strip } from '../../ui/index.ts'
import type { Verdict } from './types.ts'

/** Checks each entry against the one before, and the last against the seal outside of the file. */
export function CheckCard(): ReactNode {
  const { t } = useWords()
  const verifying = useMutationCall('audit.verify')
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const check = async (): Promise<void> => {
    const result = await verifying.run({})
    setVerdict(result.ok ? result.value : null)
  }
  return (
    <Card title={t('audit.check.title')} testId="acts-check">
      <p>{t('audit.check.lead')}</p>
      <span>
        <Button
          needs="audit.verify"
          variant="main"
          icon="checks"
          onPress={() => void check()}
          isBusy={verifying.isRunning}
          testId="acts-check-do"
        >
          {t('audit.check.do')}
        </Button>
      </span>
      {verifying.isRunning ? <p role="status">{t('audit.check.running')}</p> : null}
      {verifying.error === null ? null : <ErrorStrip error={verifying.error} />}
      {verdict === null || verifying.isRunning ? null : <VerdictWords verdict={verdict} />}
    </Card>
  )
}

function VerdictWords({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { t, number } = useWords()
  const { isWhole, firstBad, behindBy, entries } = verdict
  return (
    <div role="status" data-testid="acts-verdict" data-state={isWhole ? 'whole' : 'broken'}>
      {isWhole ? <Strip tone="success">{t('audit.check.whole', { count: entries })}</Strip> : null}
      {firstBad === null ? null : (
        <Strip tone="danger" testId="acts-verdict-bad">
          {t('audit.check.bad', { number: number(firstBad) })}
        </Strip>
      )}
      {behindBy === null || behindBy === 0 ? null : (
        <Strip tone="danger" testId="acts-verdict-behind">
          {t('audit.check.behind', { count: behindBy })}
        </Strip>
      )}
      {behindBy === null ? <Quiet>{t('audit.check.noKeychain')}</Quiet> : null}
      <Quiet isSmall>
        {t('audit.check.at')} <DateTime at={verdict.checkedAt} />
      </Quiet>
    </div>
  )
}
