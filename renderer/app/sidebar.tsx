import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useCall, type Shell } from '../bridge/index.ts'
import { WhoIsHere } from '../features/session/index.ts'
import { useWords, type MessageId } from '../i18n/index.ts'
import { routes } from '../navigation/index.ts'
import { Hidden, Icon, Mark, Tooltip, cx, type IconName } from '../ui/index.ts'
import { sectionOf, type Section } from './sections.ts'
import styles from './sidebar.module.css'
import { Focusable } from './focusable.tsx'
import { useSections } from './use-sections.ts'

/** My unread chats and running broadcasts: the only two sections that carry a number. */
function useBadges(): Readonly<Record<string, number>> {
  const inbox = useCall('inbox.counts', {})
  const broadcasts = useCall('broadcast.list', {})
  return {
    inbox: inbox.data?.unreadMine ?? 0,
    broadcasts: broadcasts.data?.broadcasts.filter((broadcast) => broadcast.state === 'running').length ?? 0,
  }
}

/** The way between sections; icons only where the window is narrow. */
export function Sidebar({ shell }: { readonly shell: Shell }): ReactNode {
  const { t } = useWords()
  const [path] = useLocation()
  const sections = useSections()
  const badges = useBadges()
  const vault = useCall('vault.status', {})
  const current = sectionOf(path)
  return (
    <nav className={styles['sidebar']} aria-label={t('app.sections')} data-pane="" data-testid="sidebar">
      <div className={styles['shop']}>
        <Mark size={28} />
        <span className={styles['shopName']} dir="auto" data-testid="sidebar-shop">
          {vault.data?.shop?.name ?? t('app.name')}
        </span>
      </div>
      <ul className={styles['list']}>
        {sections.map((section, index) => (
          <li key={section.id}>
            <SectionLink section={section} isCurrent={section === current} badge={badges[section.id] ?? 0} shortcut={`Ctrl+${index + 1}`} />
          </li>
        ))}
      </ul>
      <SidebarFoot shell={shell} />
    </nav>
  )
}

type SectionLinkProps = { readonly section: Section; readonly isCurrent: boolean; readonly badge: number; readonly shortcut: string }

function SectionLink({ section, isCurrent, badge, shortcut }: SectionLinkProps): ReactNode {
  const { t, number } = useWords()
  const name = t(section.words)
  return (
    <Tooltip text={`${name} (${shortcut})`} placement="end">
      <Focusable>
        <Link
          to={section.path}
          className={cx(styles['link'])}
          aria-current={isCurrent ? 'page' : undefined}
          data-testid={`sidebar-${section.id}`}
        >
          <Icon name={section.icon} />
          <span className={styles['words']}>{name}</span>
          {badge === 0 ? null : (
            <>
              <span className={styles['badge']} aria-hidden="true">
                {number(badge)}
              </span>
              <Hidden>{t('app.section.count', { count: badge })}</Hidden>
            </>
          )}
        </Link>
      </Focusable>
    </Tooltip>
  )
}

type LinkLook = { readonly words: MessageId; readonly icon: IconName; readonly tone: 'calm' | 'amber' }

const linkLooks = {
  online: { words: 'app.link.online', icon: 'online', tone: 'calm' },
  offline: { words: 'app.link.offline', icon: 'offline', tone: 'amber' },
  unauthorised: { words: 'app.link.unauthorised', icon: 'alert', tone: 'amber' },
  unknown: { words: 'app.link.unknown', icon: 'dashed', tone: 'calm' },
  none: { words: 'app.link.none', icon: 'dashed', tone: 'calm' },
} as const satisfies Record<string, LinkLook>

function SidebarFoot({ shell }: { readonly shell: Shell }): ReactNode {
  const { t } = useWords()
  const connection = useCall('connection.status', {})
  const prices = useCall('price.list', {})
  const look = linkLooks[connection.data?.link ?? 'none']
  const allowance = prices.data?.freeServicePerMonth ?? 0
  const left = Math.max(0, allowance - (prices.data?.freeServiceUsed ?? 0))
  return (
    <div className={styles['foot']} data-engine={shell.engine}>
      <Tooltip text={t(look.words)} placement="end">
        <Focusable>
          <Link to={routes.settings()} className={cx(styles['state'])} data-tone={look.tone} data-testid="sidebar-link-state">
            <Icon name={look.icon} size={16} />
            <span className={styles['words']}>{t(look.words)}</span>
          </Link>
        </Focusable>
      </Tooltip>
      {allowance > 0 ? <span className={cx(styles['free'], styles['words'])}>{t('app.freeLeft', { count: left })}</span> : null}
      <WhoIsHere />
    </div>
  )
}
