import { useState, type ReactNode } from 'react'
import { Autocomplete, Input, Menu, MenuItem, SearchField } from 'react-aria-components'
import { useCall } from '../bridge/index.ts'
import { formatPhone, inAllLanguages, useWords, type MessageId } from '../i18n/index.ts'
import { routes, useGo, useOverlays, type SettingsPage } from '../navigation/index.ts'
import { Dialog, Icon, type IconName } from '../ui/index.ts'
import styles from './palette.module.css'
import { sections } from './sections.ts'

type Entry = {
  readonly id: string
  readonly words: string
  readonly aside: string
  readonly icon: IconName
  readonly act: () => void
  readonly matches: readonly string[]
}

const settingsPages: readonly { readonly page: SettingsPage; readonly words: MessageId }[] = [
  { page: 'connection', words: 'app.settings.connection' },
  { page: 'appearance', words: 'app.settings.appearance' },
  { page: 'prices', words: 'app.settings.prices' },
  { page: 'privacy', words: 'app.settings.privacy' },
]

/** Everything that the palette offers besides people; sending and erasing are never run from here. */
function useActions(): readonly Entry[] {
  const { t } = useWords()
  const go = useGo()
  const overlays = useOverlays()
  return [
    ...sections.map((section, index) => ({
      id: section.id,
      words: t('app.palette.goTo', { section: t(section.words) }),
      aside: `Ctrl+${index + 1}`,
      icon: section.icon,
      act: () => go(section.path),
      matches: inAllLanguages(section.words),
    })),
    {
      id: 'new-broadcast',
      words: t('app.palette.newBroadcast'),
      aside: 'Ctrl+Shift+N',
      icon: 'plus',
      act: () => go(routes.newBroadcast()),
      matches: inAllLanguages('app.palette.newBroadcast'),
    },
    {
      id: 'redeem',
      words: t('coupon.till.open'),
      aside: 'Ctrl+Shift+R',
      icon: 'ok',
      act: () => overlays.open({ kind: 'till' }),
      matches: inAllLanguages('coupon.till.open'),
    },
    {
      id: 'new-coupon',
      words: t('coupon.new'),
      aside: '',
      icon: 'coupon',
      act: () => go(routes.newCoupon()),
      matches: inAllLanguages('coupon.new'),
    },
    {
      id: 'raffles',
      words: t('app.palette.goTo', { section: t('raffle.title') }),
      aside: '',
      icon: 'coupon',
      act: () => go(routes.raffles()),
      matches: inAllLanguages('raffle.title'),
    },
    {
      id: 'import',
      words: t('app.palette.import'),
      aside: '',
      icon: 'upload',
      act: () => {
        go(routes.customers())
        overlays.open({ kind: 'import-customers' })
      },
      matches: inAllLanguages('app.palette.import'),
    },
    ...settingsPages.map(({ page, words }) => ({
      id: `settings-${page}`,
      words: t('app.palette.settingsOf', { page: t(words) }),
      aside: page === 'connection' ? 'Ctrl+,' : '',
      icon: 'settings' as const,
      act: () => go(routes.settingsPage(page)),
      matches: inAllLanguages(words),
    })),
  ]
}

const MOST_PEOPLE = 6

/** Customers by a part of name, number or tag; each opens its conversation. */
function usePeople(query: string): readonly Entry[] {
  const { t } = useWords()
  const go = useGo()
  const found = useCall('customer.list', { search: query, limit: MOST_PEOPLE }, { isEnabled: query !== '', keepPrevious: true })
  if (query === '') return []
  return (found.data?.customers ?? []).map((customer) => ({
    id: customer.customerId,
    words: customer.name === '' ? (customer.phone ?? customer.username ?? customer.customerId) : customer.name,
    aside: customer.phone === null ? t('ui.noNumber') : formatPhone(customer.phone),
    icon: 'customer',
    act: () => go(routes.conversation(customer.customerId)),
    matches: [],
  }))
}

/** The palette: type a few letters, Enter does it. Opens with Ctrl+K and shows the shortcut for next time. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const actions = useActions().filter(
    (entry) => wanted === '' || [entry.words, ...entry.matches].some((words) => words.toLowerCase().includes(wanted)),
  )
  const entries = [...actions, ...usePeople(query.trim())]
  const run = (id: unknown): void => {
    onClose()
    entries.find((entry) => entry.id === id)?.act()
  }
  return (
    <Dialog title={t('app.palette.label')} isOpen onClose={onClose} size="normal" testId="palette">
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchField aria-label={t('app.palette.open')} autoFocus className={styles['search'] ?? ''}>
          <Icon name="search" />
          <Input className={styles['input'] ?? ''} placeholder={t('app.palette.open')} data-testid="palette-input" />
        </SearchField>
        <Menu
          className={styles['list'] ?? ''}
          aria-label={t('app.palette.label')}
          items={entries}
          onAction={run}
          renderEmptyState={() => <p className={styles['none']}>{t('app.palette.none')}</p>}
        >
          {(entry) => (
            <MenuItem id={entry.id} textValue={entry.words} className={styles['entry'] ?? ''} data-testid="palette-entry">
              <Icon name={entry.icon} size={16} />
              <span className={styles['words']}>{entry.words}</span>
              <kbd className={styles['aside']}>{entry.aside}</kbd>
            </MenuItem>
          )}
        </Menu>
      </Autocomplete>
    </Dialog>
  )
}
