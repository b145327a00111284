import type { ReactNode } from 'react'
import type { AppError } from '../../../bridge/index.ts'
import { errorWordIds, formatDate, useWords } from '../../../i18n/index.ts'
import { Button, Icon, IconButton, Quiet, cx, type IconName } from '../../../ui/index.ts'
import { fixWords, fixesOfCheck, needsOfFix, type Fix } from '../fixes.ts'
import type { Check, CheckName } from '../types.ts'
import styles from './check-list.module.css'
import { checkDetail } from './detail.ts'

type CheckRowProps = {
  readonly name: CheckName
  /** Null when it never ran. */
  readonly check: Check | null
  readonly isRunning: boolean
  readonly onCheck: () => void
  readonly onFix: (fix: Fix) => void
}

const icons: Readonly<Record<Check['state'] | 'running' | 'waiting', IconName>> = {
  ok: 'ok',
  warning: 'exclamation',
  failed: 'alert',
  skipped: 'dashed',
  running: 'clock',
  waiting: 'dashed',
}

/** One check: a short line when it is in order, and the whole story with its fix when it is not. */
export function CheckRow({ name, check, isRunning, onCheck, onFix }: CheckRowProps): ReactNode {
  const words = useWords()
  const { t } = words
  const state = isRunning ? 'running' : (check?.state ?? 'waiting')
  const title = t(`connection.check.${name}`)
  return (
    <li className={cx(styles['check'], styles[state])} data-testid={`connection-check-${name}`} data-state={state} data-code={check?.code}>
      <Icon name={icons[state]} />
      <div className={styles['words']}>
        <p className={styles['name']}>
          {title} <span className={styles['state']}>{t(`connection.state.${state}`)}</span>
        </p>
        {check === null || isRunning ? null : <Story check={check} onFix={onFix} />}
      </div>
      <div className={styles['end']}>
        {check === null || isRunning ? null : (
          <Quiet isSmall>{t('connection.checks.at', { time: formatDate(check.checkedAt, 'time', words) })}</Quiet>
        )}
        <IconButton
          needs="connection.check"
          icon="refresh"
          size="small"
          label={t('connection.checks.againOne', { check: title })}
          onPress={onCheck}
          isBusy={isRunning}
          testId={`connection-check-${name}-again`}
        />
      </div>
    </li>
  )
}

/** A check's code as a failure with words; a code that this version does not know gets the general ones. */
const failureOf = (check: Check): AppError => ({ code: (check.code ?? 'bug') as AppError['code'], params: check.params, retry: 'never' })

type StoryProps = { readonly check: Check; readonly onFix: (fix: Fix) => void }

function Story({ check, onFix }: StoryProps): ReactNode {
  const words = useWords()
  const detail = checkDetail(check, words)
  if (check.state === 'ok' || check.code === null) return detail === null ? null : <Quiet isSmall>{detail}</Quiet>
  return (
    <div className={styles['story']}>
      <Parts check={check} detail={detail} />
      <Fixes check={check} onFix={onFix} />
    </div>
  )
}

/** What happened with what was found in particular, what is kept, what to do. A check that hangs on another only says on which. */
function Parts({ check, detail }: { readonly check: Check; readonly detail: string | null }): ReactNode {
  const { t } = useWords()
  if (check.name === 'receiving' && check.state === 'skipped' && check.code === 'receiver-unverified') {
    return <p>{t('connection.check.receiving.off')}</p>
  }
  const ids = errorWordIds(failureOf(check))
  if (check.state === 'skipped' && check.name !== 'catalog') return <p>{t(ids.what)}</p>
  return (['what', 'kept', 'do'] as const).map((part) => (
    <p key={part}>
      <span className={styles['part']}>{t(`ui.error.${part}`)}</span>{' '}
      {part === 'what' && detail !== null ? t('connection.sentences', { first: t(ids.what), next: detail }) : t(ids[part])}
    </p>
  ))
}

function Fixes({ check, onFix }: StoryProps): ReactNode {
  const { t } = useWords()
  const fixes = fixesOfCheck(check)
  if (fixes.length === 0) return null
  return (
    <div className={styles['fixes']}>
      {fixes.map((fix, index) => (
        <Button
          key={fixWords(fix)}
          needs={needsOfFix(fix)}
          size="small"
          {...(fix.kind === 'page' ? { icon: 'external' as const } : {})}
          onPress={() => onFix(fix)}
          testId={index === 0 ? `connection-fix-${check.name}` : `connection-fix-${check.name}-${index + 1}`}
        >
          {t(fixWords(fix))}
        </Button>
      ))}
    </div>
  )
}
