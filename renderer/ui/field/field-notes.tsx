import type { ReactNode } from 'react'
import { FieldError, Text } from 'react-aria-components'
import { Icon } from '../icon/icon.tsx'
import styles from './field.module.css'

type FieldNotesProps = { readonly hint?: ReactNode; readonly error: string | null | undefined }

/** Hint and error under a field, linked to it for screen readers. */
export function FieldNotes({ hint, error }: FieldNotesProps): ReactNode {
  return (
    <>
      {hint === undefined ? null : (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''}>
        <Icon name="alert" size={14} />
        <span>{error}</span>
      </FieldError>
    </>
  )
}
