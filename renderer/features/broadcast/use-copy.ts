import { useCallback } from 'react'
import { call } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { useToast } from '../../ui/index.ts'
import type { Content } from './content.ts'

const LONGEST_NAME = 120

/** Makes a new draft with the content of a broadcast and opens it; `change` says what differs. */
export function useCopy(): (broadcastId: string, change?: Partial<Content>) => Promise<void> {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  return useCallback(
    async (broadcastId, change = {}) => {
      const old = await call('broadcast.get', { broadcastId })
      if (!old.ok) return toast({ text: t(`errors.${old.error.code}.what`), tone: 'trouble' })
      const name = t('broadcast.copyName', { name: old.value.content.name }).slice(0, LONGEST_NAME)
      const made = await call('broadcast.draft', { content: { ...old.value.content, name, ...change } })
      if (made.ok) go(routes.broadcast(made.value.broadcastId))
      else toast({ text: t(`errors.${made.error.code}.what`), tone: 'trouble' })
    },
    [t, go, toast],
  )
}
