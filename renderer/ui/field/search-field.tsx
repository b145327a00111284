import type { ReactNode, Ref } from 'react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { useWords } from '../../i18n/index.ts'
import { Icon } from '../icon/icon.tsx'
import styles from './field.module.css'
import small from './small-button.module.css'

type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string | undefined
  readonly testId?: string | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
  readonly autoFocus?: boolean | undefined
}

/** Search as you type; Escape empties it. */
export function SearchField({ label, value, onChange, placeholder, testId, inputRef, autoFocus }: SearchFieldProps): ReactNode {
  const { t } = useWords()
  return (
    <AriaSearchField className={styles['search'] ?? ''} aria-label={label} value={value} onChange={onChange} autoFocus={autoFocus ?? false}>
      <span className={styles['searchIcon']}>
        <Icon name="search" size={16} />
      </span>
      <Input
        className={styles['input'] ?? ''}
        placeholder={placeholder ?? label}
        dir="auto"
        data-testid={testId}
        data-pane-search=""
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <span className={styles['searchClear']}>
        <Button className={small['small'] ?? ''} aria-label={t('ui.clear')}>
          <Icon name="close" size={16} />
        </Button>
      </span>
    </AriaSearchField>
  )
}
