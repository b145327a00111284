import { useEffect, useRef } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { useAnnounce } from '../../../ui/index.ts'
import { newsBetween, type News, type Progress } from './progress.ts'

/** Says aloud when a quarter is passed and when the run pauses, goes on or stops; silent in between. */
export function useProgressNews(progress: Progress | undefined): void {
  const { t } = useWords()
  const announce = useAnnounce()
  const before = useRef<Progress | undefined>(undefined)
  useEffect(() => {
    const last = before.current
    before.current = progress
    if (last === undefined || progress === undefined || last.broadcastId !== progress.broadcastId) return
    const news: News | null = newsBetween(last, progress)
    if (news?.kind === 'percent') announce(t('broadcast.said.percent', { percent: news.percent }))
    if (news?.kind === 'state') announce(t(`broadcast.said.${news.state}`, { left: progress.counts.planned }))
  }, [progress, announce, t])
}
