import type { ReactNode } from 'react'
import { AttachBar, AttachButton } from './attach-bar.tsx'
import { DropVeil } from './drop-veil.tsx'
import type { Attachments } from './use-attachments.ts'
import { VoiceButton } from './voice-button.tsx'

/** Where files of a chat wait to be sent, and where they are dropped; nothing to see while there are none. */
export function FileDesk({ files }: { readonly files: Attachments }): ReactNode {
  return (
    <>
      <DropVeil files={files} />
      <AttachBar files={files} />
    </>
  )
}

/** Attaches files, and records a voice note. */
export function FileButtons({ files }: { readonly files: Attachments }): ReactNode {
  return (
    <>
      <AttachButton files={files} />
      <VoiceButton {...files.chat} />
    </>
  )
}
