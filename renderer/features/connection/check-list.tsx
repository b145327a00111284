import { useEffect, type ReactNode } from 'react'
import type { AppError, CallOutput } from '../../bridge/index.ts'
import { errorWordIds, formatDate, useWords, type MessageId } from '../../i18n/index.ts'
import { Button, Card, ErrorStrip, Icon, Quiet, Skeleton, cx, useAnnounce, type IconName } from '../../ui/index.ts'
import styles from './check-list.module.css'

type CheckRun = CallOutput<'connection.check'>
type Check = CheckRun['checks'][number]

type CheckListProps = {
  readonly run: CheckRun | null
  readonly isRunning: boolean
  readonly error: AppError | null
  readonly onCheck: () => void
  readonly onFix: (name: Check['name']) => void
}

const icons: Readonly<Record<Check['state'], IconName>> = { ok: 'ok', failed: 'alert', skipped: 'dashed' }

/** What a fix button does for each check; a clock is put right in the system, so it has none here. */
const fixes: Readonly<Record<Check['name'], MessageId | null>> = {
  key: 'connection.fix.key',
  number: 'connection.fix.number',
  templates: 'connection.fix.templates',
  catalog: 'connection.fix.catalog',
  receiving: 'connection.fix.receiving',
  clock: null,
}

/** Every check with its state, its time, and for one that failed what happened, what is kept and what to do. */
export function CheckList({ run, isRunning, error, onCheck, onFix }: CheckListProps): ReactNode {
  const { t } = useWords()
  const ready = useReadyWords(run)
  const again = (
    <div className={styles['head']}>
      <Quiet>{ready}</Quiet>
      <Button icon="refresh" onPress={onCheck} isBusy={isRunning} testId="connection-check">
        {t(run === null ? 'connection.checks.first' : 'connection.checks.again')}
      </Button>
    </div>
  )
  return (
    <Card title={t('connection.checks')} actions={again} testId="connection-checks">
      {error === null ? null : <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: onCheck }} />}
      {run === null ? <NotRunYet isRunning={isRunning} /> : null}
      <ul className={styles['list']}>
        {run?.checks.map((check) => (
          <CheckRow key={check.name} check={check} onFix={onFix} />
        ))}
      </ul>
    </Card>
  )
}

function NotRunYet({ isRunning }: { readonly isRunning: boolean }): ReactNode {
  const { t } = useWords()
  return isRunning ? <Skeleton rows={6} /> : <Quiet>{t('connection.checks.none')}</Quiet>
}

/** How many checks are ready, in words; also spoken once after each run. */
function useReadyWords(run: CheckRun | null): string | null {
  const { t } = useWords()
  const announce = useAnnounce()
  const words =
    run === null
      ? null
      : t('connection.checks.ready', { ok: run.checks.filter((check) => check.state === 'ok').length, total: run.checks.length })
  useEffect(() => {
    if (words !== null) announce(words)
  }, [run, words, announce])
  return words
}

/** A check's code as a failure with words; a code that this version does not know gets the general ones. */
const failureOf = (check: Check): AppError => ({ code: (check.code ?? 'bug') as AppError['code'], params: check.params, retry: 'never' })

function CheckRow({ check, onFix }: { readonly check: Check; readonly onFix: (name: Check['name']) => void }): ReactNode {
  const words = useWords()
  const { t } = words
  const ids = errorWordIds(failureOf(check))
  const fix = fixes[check.name]
  return (
    <li className={cx(styles['check'], styles[check.state])} data-testid={`connection-check-${check.name}`} data-state={check.state}>
      <Icon name={icons[check.state]} />
      <div className={styles['words']}>
        <p className={styles['name']}>
          {t(`connection.check.${check.name}`)} <span className={styles['state']}>{t(`connection.state.${check.state}`)}</span>
        </p>
        {check.state === 'failed' ? (
          <>
            <p>
              <span className={styles['part']}>{t('ui.error.what')}</span> {t(ids.what)}
            </p>
            <p>
              <span className={styles['part']}>{t('ui.error.kept')}</span> {t(ids.kept)}
            </p>
            <p>
              <span className={styles['part']}>{t('ui.error.do')}</span> {t(ids.do)}
            </p>
          </>
        ) : null}
        {check.state === 'skipped' && check.code !== null ? <Quiet>{t(ids.what)}</Quiet> : null}
      </div>
      <Quiet isSmall>{t('connection.checks.at', { time: formatDate(check.checkedAt, 'time', words) })}</Quiet>
      {check.state === 'ok' || fix === null ? null : (
        <Button onPress={() => onFix(check.name)} testId={`connection-fix-${check.name}`}>
          {t(fix)}
        </Button>
      )}
    </li>
  )
}
