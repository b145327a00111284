import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { usePages } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { IconButton, SearchField } from '../../../ui/index.ts'
import styles from '../chat/conversation.module.css'

/** What the keys of the conversation may ask of the bar. */
export type FindHandle = { readonly focus: () => void; readonly step: (by: 1 | -1) => void }

type FindBarProps = {
  readonly customerId: string
  readonly onJump: (messageId: string) => void
  readonly onClose: () => void
  readonly ref: Ref<FindHandle>
}

/** Looks for words in this chat; Enter and Ctrl+G go to the next older place, with Shift to the newer one. */
export function FindBar({ customerId, onJump, onClose, ref }: FindBarProps): ReactNode {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState<{ readonly query: string; readonly index: number } | null>(null)
  const wanted = query.trim()
  const found = usePages('search.messages', { query: wanted, customerId }, { isEnabled: wanted !== '' })
  const hits = wanted === '' ? [] : found.pages.flatMap((page) => page.hits)
  const index = at?.query === wanted ? at.index : -1
  const { more } = found
  // A page may be empty and still have a next one, because looking is done in portions.
  const isLooking = wanted !== '' && (found.isLoading || found.isFetchingMore || (hits.length === 0 && more !== null))
  useEffect(() => {
    if (hits.length === 0 && more !== null && wanted !== '' && !found.isFetching) more()
  }, [hits.length, more, wanted, found.isFetching])
  const step = (by: 1 | -1): void => {
    const next = Math.max(0, Math.min(hits.length - 1, index + by))
    const hit = hits[next]
    if (hit === undefined) return
    setAt({ query: wanted, index: next })
    onJump(hit.messageId)
    if (next >= hits.length - 2) more?.()
  }
  useImperativeHandle(ref, () => ({ focus: () => field.current?.select(), step }))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.code === 'Enter' || event.code === 'NumpadEnter') step(event.shiftKey ? -1 : 1)
    else if (event.code === 'Escape' && query === '') onClose()
    else return
    event.preventDefault()
  }
  const words = isLooking ? t('inbox.find.looking') : hits.length === 0 ? t('inbox.find.none') : undefined
  return (
    // Enter steps through what was found, from the field.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['find']} onKeyDown={onKeyDown} data-testid="inbox-find">
      <SearchField label={t('inbox.find')} value={query} onChange={setQuery} inputRef={field} autoFocus testId="inbox-find-text" />
      <span role="status" className={styles['findCount']} data-testid="inbox-find-count">
        {wanted === ''
          ? null
          : (words ?? t('inbox.find.place', { place: index + 1, count: hits.length, more: more === null ? 'no' : 'yes' }))}
      </span>
      <IconButton
        icon="chevron-down"
        size="small"
        label={t('inbox.find.next')}
        shortcut="Ctrl+G"
        onPress={() => step(1)}
        testId="inbox-find-next"
      />
      <IconButton icon="close" size="small" label={t('ui.close')} onPress={onClose} testId="inbox-find-close" />
    </div>
  )
}
