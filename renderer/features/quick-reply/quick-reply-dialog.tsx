import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField, useToast, focusFirstError } from '../../ui/index.ts'
import { FilledPreview } from './filled-preview.tsx'
import { ReplyProducts } from './reply-products.tsx'
import { SpokenTexts, useSpoken, type Spoken } from './spoken-texts.tsx'

type QuickReply = CallOutput<'quickReply.list'>['quickReplies'][number]
type QuickReplyDialogProps = {
  /** Null makes a new one. */
  readonly quickReply: QuickReply | null
  /** The words of a new one. */
  readonly text?: string
  readonly onClose: () => void
}

const isEmpty = (value: string): boolean => value.trim() === ''

const textsOf = (quickReply: QuickReply | null, { text, locale }: { readonly text: string; readonly locale: string }): readonly Spoken[] =>
  quickReply === null
    ? [{ language: locale, text }]
    : [{ language: quickReply.language, text: quickReply.text }, ...quickReply.translations]

/** Adds or changes one quick reply: its words in each language, what fills them, and products that follow. */
export function QuickReplyDialog({ quickReply, text = '', onClose }: QuickReplyDialogProps): ReactNode {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useMutationCall('quickReply.save')
  const [title, setTitle] = useState(quickReply?.title ?? '')
  const [shortcut, setShortcut] = useState(quickReply?.shortcut ?? '')
  const spoken = useSpoken(textsOf(quickReply, { text, locale }))
  const [retailerIds, setRetailerIds] = useState<readonly string[]>(quickReply?.retailerIds ?? [])
  const [isTried, setIsTried] = useState(false)
  const missing = (value: string): string | null => (isTried && isEmpty(value) ? t('quick-reply.dialog.missing') : null)
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
    const id = quickReply === null ? {} : { quickReplyId: quickReply.quickReplyId }
    const result = await saving.run({
      title: title.trim(),
      shortcut: shortcut.trim(),
      ...first,
      translations,
      retailerIds: [...retailerIds],
      ...id,
    })
    if (!result.ok) return
    toast({ text: t('quick-reply.saved', { title: title.trim() }) })
    onClose()
  }
  const current = spoken.texts[spoken.shown]
  return (
    <Dialog
      title={t(quickReply === null ? 'quick-reply.dialog.new' : 'quick-reply.dialog.edit')}
      isOpen
      onClose={onClose}
      testId="quick-reply-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="quick-reply-dialog-save">
            {t('quick-reply.dialog.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('quick-reply.dialog.title')}
        value={title}
        onChange={setTitle}
        isRequired
        autoFocus
        maxLength={80}
        hint={t('quick-reply.dialog.titleHint')}
        error={missing(title)}
        testId="quick-reply-dialog-title"
      />
      <TextField
        label={t('quick-reply.dialog.shortcut')}
        value={shortcut}
        onChange={setShortcut}
        isRequired
        maxLength={40}
        hint={t('quick-reply.dialog.shortcutHint')}
        error={hasSpaces ? t('quick-reply.dialog.spaces') : missing(shortcut)}
        testId="quick-reply-dialog-shortcut"
      />
      <SpokenTexts
        texts={spoken.texts}
        onChange={spoken.setTexts}
        shown={spoken.shown}
        onShow={spoken.setShown}
        error={missing(current?.text ?? '')}
        testId="quick-reply-dialog"
      />
      {current === undefined ? null : <FilledPreview text={current.text} language={current.language} />}
      <ReplyProducts retailerIds={retailerIds} onChange={setRetailerIds} />
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="quick-reply-dialog-error" />}
    </Dialog>
  )
}
