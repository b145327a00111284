import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { Autocomplete, Collection, Header, Input, Menu, MenuItem, MenuSection, SearchField } from 'react-aria-components'
import { useWords } from '../i18n/index.ts'
import { MarkedWords } from '../text-match/index.ts'
import { Dialog, Icon } from '../ui/index.ts'
import { useFittingActions, type Entry } from './palette-actions.ts'
import { useCustomerActions } from './palette-customer.ts'
import { useHits } from './palette-hits.ts'
import styles from './palette.module.css'

type PaletteProps = {
  /** Ids of the actions that were used last, latest first. */
  readonly recent: readonly string[]
  readonly onUse: (id: string) => void
  readonly onClose: () => void
}

/** The palette: type a few letters, Enter does it. Opens with Ctrl+K and shows the shortcut for next time. */
export function Palette({ recent, onUse, onClose }: PaletteProps): ReactNode {
  const { t } = useWords()
  const [query, setQuery] = useState('')
  const actions = useFittingActions(query, recent)
  const own = useCustomerActions(query)
  const hits = useHits(query.trim())
  const run = (id: unknown): void => {
    onClose()
    const action = actions.find((entry) => entry.id === id)
    if (action !== undefined) onUse(action.id)
    const entry = action ?? own.find((one) => one.id === id) ?? hits.flatMap(({ entries }) => entries).find((hit) => hit.id === id)
    // Once the focus is back where it was before the palette: a dialog that opens now returns it there.
    if (entry !== undefined) requestAnimationFrame(() => requestAnimationFrame(entry.act))
  }
  const [first] = [...own, ...actions, ...hits.flatMap(({ entries }) => entries)]
  /** The library gives Enter to nobody after a letter was taken back or a name pasted, and while the list changes under the hand. */
  const runChosen = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    const chosen = event.currentTarget.closest('[role=dialog]')?.querySelector('[role=menuitem][data-focused]')?.getAttribute('data-key')
    const id = chosen ?? first?.id
    if (id !== undefined) run(id)
  }
  return (
    <Dialog title={t('app.palette.label')} isOpen onClose={onClose} size="normal" testId="palette">
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchField aria-label={t('app.palette.open')} autoFocus className={styles['search'] ?? ''}>
          <Icon name="search" />
          <Input
            className={styles['input'] ?? ''}
            placeholder={t('app.palette.open')}
            onKeyDownCapture={runChosen}
            data-testid="palette-input"
          />
        </SearchField>
        <Menu
          className={styles['list'] ?? ''}
          aria-label={t('app.palette.label')}
          onAction={run}
          renderEmptyState={() => <p className={styles['none']}>{t('app.palette.none')}</p>}
        >
          {own.length === 0 ? null : <Group id="customer" title={t('app.palette.customerInFront')} entries={own} first={first} />}
          {actions.length === 0 ? null : <Group id="actions" title={t('app.palette.actions')} entries={actions} first={first} />}
          {hits.map((group) => (
            <Group key={group.id} id={group.id} title={t(group.title)} entries={group.entries} first={first} />
          ))}
        </Menu>
      </Autocomplete>
    </Dialog>
  )
}

type GroupProps = { readonly id: string; readonly title: string; readonly entries: readonly Entry[]; readonly first: Entry | undefined }

const Group = ({ id, title, entries, first }: GroupProps): ReactNode => (
  // Sections and entries share one space of keys, and an action may be called as a kind of hits is.
  <MenuSection id={`of-${id}`} className={styles['group'] ?? ''}>
    <Header className={styles['title'] ?? ''}>{title}</Header>
    <Collection items={entries} dependencies={[first?.id]}>
      {(entry) => (
        <MenuItem
          id={entry.id}
          textValue={entry.words}
          className={[styles['entry'], entry.id === first?.id ? styles['first'] : ''].join(' ')}
          data-testid="palette-entry"
          data-kind={id}
        >
          <Icon name={entry.icon} size={16} />
          <span className={styles['words']}>
            <MarkedWords pieces={entry.pieces} />
          </span>
          <kbd className={styles['aside']}>{entry.aside}</kbd>
        </MenuItem>
      )}
    </Collection>
  </MenuSection>
)
