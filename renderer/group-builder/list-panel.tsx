import { useState, type ReactNode } from 'react'
import { ListBox, ListBoxItem, Text, type Selection } from 'react-aria-components'
import { useWords } from '../i18n/index.ts'
import { Icon, Quiet, SearchField } from '../ui/index.ts'
import styles from './group-builder.module.css'
import type { Option } from './use-choices.ts'

/** Longer lists are found by typing. */
const SEARCH_FROM = 9

type ListPanelProps = {
  readonly label: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  /** True while the list is still on its way. */
  readonly isLoading?: boolean | undefined
  readonly mode: 'single' | 'multiple'
  readonly onChange: (chosen: string[]) => void
  readonly testId: string
}

/** What a gap is chosen from: one, or several that are ticked. Arrows move, Space and Enter choose. */
export function ListPanel({ label, options, isLoading = false, chosen, mode, onChange, testId }: ListPanelProps): ReactNode {
  const { t, locale } = useWords()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase(locale)
  const found = options.filter((option) => `${option.label} ${option.note ?? ''}`.toLocaleLowerCase(locale).includes(wanted))
  const hasSearch = options.length >= SEARCH_FROM
  const choose = (selection: Selection): void => {
    if (selection === 'all') return
    // What a search hides stays chosen.
    const hidden = mode === 'multiple' ? chosen.filter((value) => !found.some((option) => option.value === value)) : []
    onChange([...hidden, ...[...selection].map(String)])
  }
  return (
    <>
      {hasSearch ? (
        <SearchField label={t('group.search')} value={search} onChange={setSearch} autoFocus testId={`${testId}-search`} />
      ) : null}
      {options.length === 0 ? <Quiet>{t(isLoading ? 'ui.loading' : 'group.noChoices')}</Quiet> : null}
      {options.length > 0 && found.length === 0 ? <Quiet>{t('group.nothingFits')}</Quiet> : null}
      {found.length === 0 ? null : (
        <ListBox
          className={styles['list'] ?? ''}
          aria-label={label}
          selectionMode={mode}
          selectionBehavior="toggle"
          // Escape closes the menu; what was ticked stays.
          escapeKeyBehavior="none"
          disallowEmptySelection={mode === 'single'}
          selectedKeys={chosen}
          onSelectionChange={choose}
          autoFocus={hasSearch ? false : 'first'}
          items={found.map((option) => ({ ...option, id: option.value }))}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={styles['item'] ?? ''} data-testid={`${testId}-option`}>
              <span className={styles['tick']}>
                <Icon name="check" size={16} />
              </span>
              <span className={styles['itemText']}>
                <Text slot="label">
                  <bdi>{option.label}</bdi>
                </Text>
                {option.note === undefined ? null : (
                  <Text slot="description" className={styles['itemNote'] ?? ''}>
                    {option.note}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      )}
    </>
  )
}
