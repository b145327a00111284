import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Quiet, RadioGroup, Strip, TextField } from '../../../ui/index.ts'
import styles from '../connection.module.css'
import { CopyLine } from '../copy-line.tsx'
import { Fold } from '../fold.tsx'
import { canComeDirectly, type Way } from '../receiving-form.ts'

/** For which numbers Meta is pointed at the address. */
export type Level = 'account' | 'number'

type WayChoiceProps = { readonly baseUrl: string; readonly way: Way; readonly onWay: (way: Way) => void }

/** The ways in. Directly is offered only where the service runs on this same computer, since nothing else reaches it. */
export function WayChoice({ baseUrl, way, onWay }: WayChoiceProps): ReactNode {
  const { t } = useWords()
  const ways: readonly Way[] = canComeDirectly(baseUrl) ? ['tunnel', 'direct', 'none'] : ['tunnel', 'none']
  return (
    <RadioGroup
      label={t('connection.way')}
      value={way}
      onChange={onWay}
      options={ways.map((value) => ({ value, label: t(`connection.way.${value}`), note: t(`connection.way.${value}.note`) }))}
      testId="connection-way"
    />
  )
}

type TunnelStepsProps = {
  readonly localUrl: string | null
  readonly address: string
  readonly onAddress: (address: string) => void
  readonly problem: string | null
}

/** What to start, where to point it, and where its own address belongs. */
export function TunnelSteps({ localUrl, address, onAddress, problem }: TunnelStepsProps): ReactNode {
  const { t } = useWords()
  return (
    <ol className={styles['numbered']}>
      <li>
        <div className={styles['numberedBody']}>
          <p>{t('connection.tunnel.point')}</p>
          {localUrl === null ? (
            <Strip tone="warning">{t('connection.tunnel.noLocal')}</Strip>
          ) : (
            <CopyLine text={localUrl} what={t('connection.tunnel.local')} testId="connection-tunnel-local" />
          )}
          <Quiet isSmall>{t('connection.tunnel.pointNote')}</Quiet>
        </div>
      </li>
      <li>
        <div className={styles['numberedBody']}>
          <TextField
            label={t('connection.tunnel.address')}
            type="url"
            value={address}
            onChange={onAddress}
            isRequired
            hint={t('connection.tunnel.addressHint')}
            error={problem}
            testId="connection-tunnel-address"
          />
        </div>
      </li>
    </ol>
  )
}

/** For those with several numbers in one account: point Meta at this laptop for all of them or for this one. */
export function LevelFold({ level, onLevel }: { readonly level: Level; readonly onLevel: (level: Level) => void }): ReactNode {
  const { t } = useWords()
  return (
    <Fold title={t('connection.level.more')} testId="connection-level">
      <RadioGroup
        label={t('connection.level')}
        value={level}
        onChange={onLevel}
        options={(['account', 'number'] as const).map((value) => ({
          value,
          label: t(`connection.level.${value}`),
          note: t(`connection.level.${value}.note`),
        }))}
        testId="connection-level"
      />
    </Fold>
  )
}
