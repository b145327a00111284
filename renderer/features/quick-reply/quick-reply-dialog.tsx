import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Stack, TextArea, TextField, useToast, focusFirstError } from '../../ui/index.ts'

type QuickReply = CallOutput<'quickReply.list'>['quickReplies'][number]
type QuickReplyDialogProps = { /** Null makes a new one. */ readonly quickReply: QuickReply | null; readonly onClose: () => void }

const LONGEST_TEXT = 4096
/** Fields that the engine fills in for each customer. */
const fields = ['name', 'addressAs'] as const

/** Adds or changes one quick reply. */
export function QuickReplyDialog({ quickReply, onClose }: QuickReplyDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const saving = useMutationCall('quickReply.save')
  const [title, setTitle] = useState(quickReply?.title ?? '')
  const [shortcut, setShortcut] = useState(quickReply?.shortcut ?? '')
  const [text, setText] = useState(quickReply?.text ?? '')
  const [isTried, setIsTried] = useState(false)
  const missing = (value: string): string | null => (isTried && value.trim() === '' ? t('quick-reply.dialog.missing') : null)
  const hasSpaces = /[\s/／、]/u.test(shortcut.trim())
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (title.trim() === '' || shortcut.trim() === '' || text.trim() === '' || hasSpaces) {
      focusFirstError()
      return
    }
    const result = await saving.run({
      title: title.trim(),
      shortcut: shortcut.trim(),
      text: text.trim(),
      ...(quickReply === null ? {} : { quickReplyId: quickReply.quickReplyId }),
    })
    if (!result.ok) return
    toast({ text: t('quick-reply.saved', { title: title.trim() }) })
    onClose()
  }
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
      <TextArea
        label={t('quick-reply.dialog.text')}
        value={text}
        onChange={setText}
        isRequired
        rows={5}
        maxLength={LONGEST_TEXT}
        isCounted
        hint={t('quick-reply.dialog.textHint')}
        error={missing(text)}
        testId="quick-reply-dialog-text"
      />
      <Stack isRow gap={2}>
        {fields.map((field) => (
          <Button
            key={field}
            size="small"
            onPress={() => setText((before) => `${before}{{${field}}}`)}
            testId={`quick-reply-dialog-field-${field}`}
          >
            {t(`quick-reply.dialog.field.${field}`)}
          </Button>
        ))}
      </Stack>
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="quick-reply-dialog-error" />}
    </Dialog>
  )
}
