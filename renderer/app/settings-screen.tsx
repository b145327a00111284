import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { RulesPanel } from '../features/broadcast/index.ts'
import { NumberPage } from '../features/connection/index.ts'
import { ReceiptList } from '../features/customer/index.ts'
import { ToolsPanel } from '../features/integration/index.ts'
import { PricePanel } from '../features/price/index.ts'
import { ProfilePanel } from '../features/profile/index.ts'
import { AppearancePanel } from '../features/shell/index.ts'
import { VaultPanel } from '../features/vault/index.ts'
import { useWords, type MessageId } from '../i18n/index.ts'
import { routes, type SettingsPage } from '../navigation/index.ts'
import { Icon, Page, cx, type IconName } from '../ui/index.ts'
import styles from './settings-screen.module.css'

const pages: readonly { readonly page: SettingsPage; readonly words: MessageId; readonly icon: IconName }[] = [
  { page: 'connection', words: 'app.settings.connection', icon: 'online' },
  { page: 'profile', words: 'app.settings.profile', icon: 'shop' },
  { page: 'appearance', words: 'app.settings.appearance', icon: 'settings' },
  { page: 'prices', words: 'app.settings.prices', icon: 'coin' },
  { page: 'broadcasts', words: 'app.settings.broadcasts', icon: 'broadcast' },
  { page: 'tools', words: 'app.settings.tools', icon: 'bolt' },
  { page: 'privacy', words: 'app.settings.privacy', icon: 'lock' },
]

type SettingsScreenProps = {
  readonly page: string
  /** What to put right at once, on the page of the number. */ readonly fix?: string | null
}

/**
 * The settings, one page at a time. Each change counts at once, but for two pages with a button of their own for saving: the
 * profile, which WhatsApp keeps, and the rules of broadcasts, which decide who may spend how much.
 */
export function SettingsScreen({ page, fix = null }: SettingsScreenProps): ReactNode {
  const { t } = useWords()
  const current = pages.find((one) => one.page === page) ?? pages[0]
  return (
    <div className={styles['settings']} data-testid="settings">
      <nav className={styles['menu']} aria-label={t('app.settings.pages')} data-pane="">
        <h1 className={styles['title']}>{t('app.settings.title')}</h1>
        <ul>
          {pages.map((one) => (
            <li key={one.page}>
              <Link
                to={routes.settingsPage(one.page)}
                className={cx(styles['link'])}
                aria-current={one === current ? 'page' : undefined}
                data-testid={`settings-${one.page}`}
              >
                <Icon name={one.icon} size={16} />
                {t(one.words)}
              </Link>
            </li>
          ))}
        </ul>
        {current?.page === 'profile' || current?.page === 'broadcasts' ? null : (
          <p className={styles['note']}>{t('app.settings.saveNote')}</p>
        )}
      </nav>
      <Page
        title={current === undefined ? t('app.settings.title') : t(current.words)}
        width="text"
        testId={`settings-page-${current?.page ?? ''}`}
      >
        <Panel page={current?.page ?? 'connection'} fix={fix} />
      </Page>
    </div>
  )
}

function Panel({ page, fix }: { readonly page: SettingsPage; readonly fix: string | null }): ReactNode {
  switch (page) {
    case 'connection':
      return <NumberPage fix={fix} />
    case 'profile':
      return <ProfilePanel />
    case 'appearance':
      return <AppearancePanel />
    case 'prices':
      return <PricePanel />
    case 'broadcasts':
      return <RulesPanel />
    case 'tools':
      return <ToolsPanel />
    case 'privacy':
      return (
        <>
          <VaultPanel />
          <ReceiptList />
        </>
      )
  }
}
