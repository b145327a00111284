import { useState } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { focusFirstError, useToast } from '../../ui/index.ts'
import type { ReplyFile } from './reply-files.tsx'
import { useSpoken, type Spoken } from './spoken-texts.tsx'

/** A quick reply as the engine tells of it. */
export type QuickReply = CallOutput<'quickReply.list'>['quickReplies'][number]

const isEmpty = (value: string): boolean => value.trim() === ''

const textsOf = (quickReply: QuickReply | null, { text, locale }: { readonly text: string; readonly locale: string }): readonly Spoken[] =>
  quickReply === null
    ? [{ language: locale, text }]
    : [{ language: quickReply.language, text: quickReply.text }, ...quickReply.translations]

type ReplyFormOptions = { readonly quickReply: QuickReply | null; readonly text: string; readonly onClose: () => void }

/** What is written of one quick reply, what is still missing, and saving it. */
export function useReplyForm({ quickReply, text, onClose }: ReplyFormOptions) {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useMutationCall('quickReply.save')
  const [title, setTitle] = useState(quickReply?.title ?? '')
  const [shortcut, setShortcut] = useState(quickReply?.shortcut ?? '')
  const spoken = useSpoken(textsOf(quickReply, { text, locale }))
  const [retailerIds, setRetailerIds] = useState<readonly string[]>(quickReply?.retailerIds ?? [])
  const [files, setFiles] = useState<readonly ReplyFile[]>(quickReply?.files ?? [])
  const [isTried, setIsTried] = useState(false)
  const hasSpaces = /[\s/／、]/u.test(shortcut.trim())
  const save = async (): Promise<void> => {
    setIsTried(true)
    const empty = spoken.texts.findIndex((one) => isEmpty(one.text))
    if (empty !== -1) spoken.setShown(empty)
    if (isEmpty(title) || isEmpty(shortcut) || empty !== -1 || hasSpaces) {
      focusFirstError()
      return
    }
    const [first, ...translations] = spoken.texts.map((one) => ({ ...one, text: one.text.trim() }))
    if (first === undefined) return
    const result = await saving.run({
      title: title.trim(),
      shortcut: shortcut.trim(),
      ...first,
      translations,
      retailerIds: [...retailerIds],
      mediaFileIds: files.map(({ file }) => file.mediaFileId),
      ...(quickReply === null ? {} : { quickReplyId: quickReply.quickReplyId }),
    })
    if (!result.ok) return
    toast({ text: t('quick-reply.saved', { title: title.trim() }) })
    onClose()
  }
  return {
    title: { value: title, onChange: setTitle },
    shortcut: { value: shortcut, onChange: setShortcut },
    products: { retailerIds, onChange: setRetailerIds },
    files: { files, onChange: setFiles },
    spoken,
    hasSpaces,
    /** What to say below a field that was left empty. */
    missing: (value: string): string | null => (isTried && isEmpty(value) ? t('quick-reply.dialog.missing') : null),
    save: () => void save(),
    isSaving: saving.isRunning,
    error: saving.error,
  }
}
