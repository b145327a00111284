import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Stack, Strip } from '../../../ui/index.ts'
import { byWeight, fixOfNotice, fixWords, needsOfFix, noticeIdentity, type Fix } from '../fixes.ts'
import type { Notice } from '../types.ts'
import { noticeWords } from './notice-words.ts'

const tones = { info: 'info', warning: 'warning', trouble: 'danger' } as const

/** All notices of the number, the heaviest first, each with what to do. */
export function NoticeList({ notices, onFix }: { readonly notices: readonly Notice[]; readonly onFix: (fix: Fix) => void }): ReactNode {
  const words = useWords()
  const { t } = words
  if (notices.length === 0) return null
  return (
    <Stack gap={2}>
      {byWeight(notices).map((notice) => {
        const fix = fixOfNotice(notice)
        return (
          <Strip
            key={noticeIdentity(notice)}
            tone={tones[notice.level]}
            testId={`connection-notice-${notice.code}`}
            actions={
              fix === null || (fix.kind === 'screen' && fix.screen === 'number') ? undefined : (
                <Button
                  needs={needsOfFix(fix)}
                  size="small"
                  {...(fix.kind === 'page' ? { icon: 'external' as const } : {})}
                  onPress={() => onFix(fix)}
                >
                  {t(fixWords(fix))}
                </Button>
              )
            }
          >
            <p>
              <strong>{noticeWords(notice, words)}</strong>
            </p>
            <p>{t(`connection.notice.${notice.code}.do`)}</p>
          </Strip>
        )
      })}
    </Stack>
  )
}
