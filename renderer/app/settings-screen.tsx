import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { ActsPage } from '../features/audit/index.ts'
import { BackupPanel } from '../features/backup/index.ts'
import { RulesPanel } from '../features/broadcast/index.ts'
import { NumberPage } from '../features/connection/index.ts'
import { ReceiptList } from '../features/customer/index.ts'
import { ToolsPanel } from '../features/integration/index.ts'
import { PricePanel } from '../features/price/index.ts'
import { PrivacyPanel } from '../features/privacy/index.ts'
import { ProfilePanel } from '../features/profile/index.ts'
import { PeoplePage } from '../features/session/index.ts'
import { AboutPanel, AppearancePanel } from '../features/shell/index.ts'
import { VaultPanel } from '../features/vault/index.ts'
import { useWords } from '../i18n/index.ts'
import { routes, type SettingsPage } from '../navigation/index.ts'
import { Allowed, Icon, Page, cx, useMay } from '../ui/index.ts'
import { settingsPages } from './settings-pages.ts'
import styles from './settings-screen.module.css'

type SettingsScreenProps = {
  readonly page: string
  /** What to put right at once, on the page of the number. */ readonly fix?: string | null
  /** Whom the log of acts is read about. */ readonly aboutCustomerId?: string | null
}

/**
 * The settings, one page at a time. Each change counts at once, but for two pages with a button of their own for saving: the
 * profile, which WhatsApp keeps, and the rules of broadcasts, which decide who may spend how much.
 */
export function SettingsScreen({ page, fix = null, aboutCustomerId = null }: SettingsScreenProps): ReactNode {
  const { t } = useWords()
  const may = useMay()
  const shown = settingsPages.filter(({ needs }) => may(needs))
  const current = shown.find((one) => one.page === page) ?? shown[0]
  return (
    <div className={styles['settings']} data-testid="settings">
      <nav className={styles['menu']} aria-label={t('app.settings.pages')} data-pane="">
        <h1 className={styles['title']}>{t('app.settings.title')}</h1>
        <ul>
          {shown.map((one) => (
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
        // Each begins at its top.
        key={current?.page}
        title={current === undefined ? t('app.settings.title') : t(current.words)}
        width="text"
        testId={`settings-page-${current?.page ?? ''}`}
      >
        <Panel page={current?.page ?? 'connection'} fix={fix} aboutCustomerId={aboutCustomerId} />
      </Page>
    </div>
  )
}

type PanelProps = { readonly page: SettingsPage; readonly fix: string | null; readonly aboutCustomerId: string | null }

function Panel({ page, fix, aboutCustomerId }: PanelProps): ReactNode {
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
    case 'acts':
      return <ActsPage key={aboutCustomerId} customerId={aboutCustomerId} />
    case 'about':
      return <AboutPanel />
    case 'backup':
      return <BackupPanel />
    case 'people':
      return <PeoplePage />
    case 'privacy':
      return (
        <>
          <VaultPanel />
          <PrivacyPanel />
          <Allowed needs="customer.receipts">
            <ReceiptList />
          </Allowed>
        </>
      )
  }
}
