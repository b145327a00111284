import { appOrigin } from '../security/app-origin.ts'

/** What main knows about who sent a message. */
export type Sender = {
  /** Address of the frame that sent it; undefined when the frame is gone. */
  readonly url: string | undefined
  /** Whether it is the top frame of its page. */
  readonly isMainFrame: boolean
  /** Whether the page belongs to a window that this app made. */
  readonly isKnownWindow: boolean
}

/**
 * Decides whether a message may be listened to: only from the top frame of a window of ours that shows our own pages.
 * A sender without an address, or with an empty or blank one, is a stranger.
 */
export const isTrustedSender = ({ url, isMainFrame, isKnownWindow }: Sender): boolean => {
  if (!isMainFrame || !isKnownWindow || url === undefined || !URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return `${protocol}//${host}` === appOrigin && username === '' && password === ''
}
