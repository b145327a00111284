import { useState, type ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Card, Checkbox, NumberField } from '../../../../ui/index.ts'
import styles from '../wizard.module.css'

const USUAL_PERCENT = 10
const MOST_PERCENT = 50

type HoldoutProps = { readonly percent: number; readonly onChange: (percent: number) => void }

/** Keeps a random part of the people back, so that the report can tell what the broadcast brought. */
export function Holdout({ percent, onChange }: HoldoutProps): ReactNode {
  const { t } = useWords()
  const [last, setLast] = useState(percent === 0 ? USUAL_PERCENT : percent)
  return (
    <Card title={t('broadcast.audience.holdoutTitle')}>
      <div className={styles['resting']} id="broadcast-leave-out-holdout">
        <Checkbox
          isSelected={percent > 0}
          onChange={(isOn) => onChange(isOn ? last : 0)}
          note={t('broadcast.audience.holdoutWhy')}
          testId="broadcast-audience-holdout"
        >
          {t('broadcast.audience.holdout')}
        </Checkbox>
        {percent === 0 ? null : (
          <NumberField
            label={t('broadcast.audience.holdoutPercent')}
            value={percent}
            min={1}
            max={MOST_PERCENT}
            onChange={(next) => {
              setLast(next)
              onChange(next)
            }}
            testId="broadcast-audience-holdout-percent"
          />
        )}
      </div>
    </Card>
  )
}
