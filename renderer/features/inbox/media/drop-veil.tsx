import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useWords } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import styles from './media.module.css'
import type { Attachments } from './use-attachments.ts'

const filesIn = (transfer: DataTransfer | null): readonly File[] => [...(transfer?.files ?? [])]
const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

/** Takes files that are dropped on a chat or pasted into it, and says what letting go will do. The chat is the section around its parent. */
export function DropVeil({ files }: { readonly files: Attachments }): ReactNode {
  const { t } = useWords()
  const [chat, setChat] = useState<HTMLElement | null>(null)
  const find = useCallback((mark: HTMLElement | null) => {
    const section = mark?.parentElement?.parentElement ?? null
    // The veil lies over all of the chat.
    section?.classList.add(styles['chat'] ?? '')
    setChat(section)
  }, [])
  const isOver = useFilesOver(chat, files.add)
  return (
    <>
      <span ref={find} hidden />
      {isOver && chat !== null
        ? createPortal(
            <div className={styles['veil']} aria-hidden="true" data-testid="media-veil">
              <Icon name="attach" size={32} />
              <p>{t('media.drop', { name: files.chat.personName })}</p>
            </div>,
            chat,
          )
        : null}
    </>
  )
}

function useFilesOver(chat: HTMLElement | null, onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    if (chat === null) return undefined
    const listening = new AbortController()
    const { signal } = listening
    // Enter and leave come for every element on the way; only the balance says whether the pointer is still above.
    let depth = 0
    const settle = (change: number): void => {
      depth = Math.max(0, depth + change)
      setIsOver(depth > 0)
    }
    const on = <E extends 'dragenter' | 'dragleave' | 'dragover' | 'drop'>(name: E, work: (event: HTMLElementEventMap[E]) => void): void =>
      chat.addEventListener(name, (event) => carriesFiles(event) && work(event), { signal })
    on('dragenter', () => settle(1))
    on('dragleave', () => settle(-1))
    on('dragover', (event) => event.preventDefault())
    on('drop', (event) => {
      event.preventDefault()
      settle(-depth)
      latest.current(filesIn(event.dataTransfer))
    })
    chat.addEventListener(
      'paste',
      (event) => {
        const files = filesIn(event.clipboardData)
        if (files.length === 0) return
        event.preventDefault()
        latest.current(files)
      },
      { signal },
    )
    return () => listening.abort()
  }, [chat])
  return isOver
}
