import type { ReactNode } from 'react'
import type { Message } from '../types.ts'
import styles from './bubble.module.css'

/** The shapes of a message's state; each differs in form, not only in colour. */
type Shape = 'clock' | 'one' | 'two' | 'two-filled' | 'exclamation' | 'question' | 'none'

const shapes: Readonly<Record<Message['state'], Shape>> = {
  received: 'none',
  held: 'clock',
  waiting: 'clock',
  'taken-back': 'none',
  noted: 'none',
  planned: 'clock',
  skipped: 'exclamation',
  sending: 'clock',
  in_doubt: 'question',
  accepted: 'one',
  sent: 'one',
  delivered: 'two',
  read: 'two-filled',
  failed: 'exclamation',
  rejected: 'exclamation',
  unconfirmed: 'question',
}

/** A small drawing of how far a message got; hidden from screen readers, which hear it in words. */
export function StateMark({ state }: { readonly state: Message['state'] }): ReactNode {
  const shape = shapes[state]
  if (shape === 'none') return null
  return (
    <svg className={styles['mark']} data-shape={shape} width="18" height="12" viewBox="0 0 18 12" aria-hidden="true" focusable="false">
      <Drawing shape={shape} />
    </svg>
  )
}

function Drawing({ shape }: { readonly shape: Exclude<Shape, 'none'> }): ReactNode {
  switch (shape) {
    case 'clock':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round">
          <circle cx="9" cy="6" r="5" />
          <path d="M9 3.4V6l1.8 1.2" />
        </g>
      )
    case 'one':
      return (
        <path d="M4 6.4 7.2 9.6 13 2.8" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
      )
    case 'two':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
          <path d="M1 6.4 4.2 9.6 10 2.8" />
          <path d="M8.4 9.2 9 9.6 14.8 2.8" />
        </g>
      )
    case 'two-filled':
      return (
        <g>
          <rect x="0" y="0" width="18" height="12" rx="3.5" fill="currentColor" />
          <g fill="none" stroke="var(--mark-cut)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
            <path d="M2.8 6.2 5.2 8.6 9.6 3.4" />
            <path d="M8.6 8.4 8.9 8.6 13.6 3.4" />
          </g>
        </g>
      )
    case 'exclamation':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
          <path d="M9 1.5v5.6" />
          <path d="M9 10.2v.1" />
        </g>
      )
    case 'question':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
          <path d="M6.6 3.6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.8-1.2 1.7" />
          <path d="M9 10.3v.1" />
        </g>
      )
  }
}
