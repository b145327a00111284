import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Icon, Quiet, cx } from '../../../ui/index.ts'
import type { Setup } from '../types.ts'
import { canOpen, placeOf, steps, type Step } from './steps.ts'
import styles from './wizard.module.css'

type RailProps = {
  readonly setup: Setup | null
  readonly step: Step
  readonly isConnected: boolean
  readonly onStep: (step: Step) => void
}

/** Where one stands among the four steps, which key is kept, and whether a recovery code was made. */
export function Rail({ setup, step, isConnected, onStep }: RailProps): ReactNode {
  const { t, number } = useWords()
  const vault = useCall('vault.status', {})
  return (
    <nav className={styles['rail']} aria-label={t('connection.steps')} data-pane="">
      <ol className={styles['steps']}>
        {steps.map((one, index) => {
          const place = placeOf(one, step)
          return (
            <li key={one}>
              <button
                type="button"
                className={cx(styles['railStep'])}
                aria-current={place === 'now' ? 'step' : undefined}
                disabled={place !== 'now' && !canOpen(one, setup, isConnected)}
                data-place={place}
                data-testid={`connection-rail-${one}`}
                onClick={() => onStep(one)}
              >
                <span className={styles['railNumber']}>{place === 'done' ? <Icon name="check" size={14} /> : number(index + 1)}</span>
                <span className={styles['railName']}>{t(`connection.step.${one}`)}</span>
                {place === 'later' ? null : <span className={styles['railPlace']}>{t(`connection.place.${place}`)}</span>}
              </button>
            </li>
          )
        })}
      </ol>
      <div className={styles['railNotes']}>
        {setup === null ? null : (
          <p data-testid="connection-rail-key">
            <Quiet isSmall>{t('connection.fact.key')}</Quiet> <bdi dir="ltr">{t('connection.keyMasked', { last4: setup.key.last4 })}</bdi>
          </p>
        )}
        {vault.data === undefined ? null : (
          <p>
            <Quiet isSmall>{t(vault.data.hasRecoveryCode ? 'connection.recovery.made' : 'connection.recovery.none')}</Quiet>
          </p>
        )}
        <p>
          <Quiet isSmall>{t('connection.wizard.leave')}</Quiet>
        </p>
      </div>
    </nav>
  )
}
