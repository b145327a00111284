import type { ReactNode } from 'react'
import { Label } from 'react-aria-components'
import { useWords } from '../../i18n/index.ts'
import styles from './field.module.css'

type FieldLabelProps = { readonly label: string; readonly isRequired?: boolean | undefined; readonly isOptional?: boolean | undefined }

/** The name of a field with its mark of being required or optional. */
export function FieldLabel({ label, isRequired, isOptional }: FieldLabelProps): ReactNode {
  const { t } = useWords()
  const mark = isRequired === true ? t('ui.required') : isOptional === true ? t('ui.optional') : null
  return (
    <Label className={styles['label'] ?? ''}>
      {label}
      {mark === null ? null : <span className={styles['mark']}>{mark}</span>}
    </Label>
  )
}
