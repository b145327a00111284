import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, IconButton, Link, Strip } from '../../../ui/index.ts'
import { byWeight, fixOfNotice, fixWords, needsOfFix, noticeIdentity, type Fix } from '../fixes.ts'
import { openMetaPage } from '../open-page.ts'
import type { Notice } from '../types.ts'
import { noticeWords } from './notice-words.ts'

/** Notices that the window's frame itself already tells in other words. */
const toldElsewhere = (notice: Notice, link: string): boolean => notice.code === 'key-ended' && link === 'unauthorised'

/**
 * The heaviest notice of the number, on top of every screen, with one button to what fixes it. A notice that is closed stays
 * closed until it changes, and comes back with the next start.
 */
export function NoticeStrip(): ReactNode {
  const status = useCall('connection.status', {})
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  if (status.data === undefined || status.data === null) return null
  const { notices, link } = status.data
  const shown = byWeight(
    notices.filter((notice) => notice.level !== 'info' && !toldElsewhere(notice, link) && !closed.has(noticeIdentity(notice))),
  )
  const [first] = shown
  if (first === undefined) return null
  return (
    <OneNotice
      notice={first}
      others={shown.length - 1}
      onClose={() => setClosed((before) => new Set([...before, noticeIdentity(first)]))}
    />
  )
}

type OneNoticeProps = { readonly notice: Notice; readonly others: number; readonly onClose: () => void }

function OneNotice({ notice, others, onClose }: OneNoticeProps): ReactNode {
  const words = useWords()
  const { t } = words
  const go = useGo()
  const fix = fixOfNotice(notice)
  const start = (wanted: Fix): void => {
    if (wanted.kind === 'dialog') go(routes.connectionFix(wanted.dialog))
    else if (wanted.kind === 'page') openMetaPage(wanted.page)
    else go(wanted.screen === 'prices' ? routes.settingsPage('prices') : routes.settings())
  }
  return (
    <Strip
      look="bar"
      tone={notice.level === 'trouble' ? 'danger' : 'warning'}
      testId="notice-strip"
      actions={
        <>
          {others === 0 ? null : (
            <Link to={routes.settings()} testId="notice-strip-more">
              {t('connection.notice.more', { count: others })}
            </Link>
          )}
          {fix === null ? null : (
            <Button
              needs={needsOfFix(fix)}
              size="small"
              {...(fix.kind === 'page' ? { icon: 'external' as const } : {})}
              onPress={() => start(fix)}
              testId="notice-strip-fix"
            >
              {t(fixWords(fix))}
            </Button>
          )}
          <IconButton icon="close" size="small" label={t('ui.dismiss')} onPress={onClose} testId="notice-strip-close" />
        </>
      }
    >
      <span role="status" data-code={notice.code}>
        {noticeWords(notice, words)}
      </span>
    </Strip>
  )
}
