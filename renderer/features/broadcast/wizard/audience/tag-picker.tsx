import type { ReactNode } from 'react'
import { useCall } from '../../../../bridge/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Checkbox, Quiet } from '../../../../ui/index.ts'
import styles from '../wizard.module.css'

type TagPickerProps = {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
  readonly testId: string
}

/** Ticks tags, each with how many people have it. */
export function TagPicker({ label, chosen, onChange, testId }: TagPickerProps): ReactNode {
  const { number } = useWords()
  const tags = useCall('customer.tags', {})
  const all = tags.data?.tags ?? []
  if (all.length === 0) return null
  return (
    <fieldset className={styles['tags']} data-testid={testId}>
      <legend>{label}</legend>
      <div className={styles['tagChoices']}>
        {all.map(({ tag, count }) => (
          <Checkbox
            key={tag}
            isSelected={chosen.includes(tag)}
            onChange={(isOn) => onChange(isOn ? [...chosen, tag] : chosen.filter((one) => one !== tag))}
            testId={`${testId}-${tag}`}
          >
            {tag} <Quiet isSmall>{number(count)}</Quiet>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
