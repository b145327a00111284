import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, TextField } from '../../ui/index.ts'
import { FilledPreview } from './filled-preview.tsx'
import { ReplyFiles } from './reply-files.tsx'
import { ReplyProducts } from './reply-products.tsx'
import { SpokenTexts } from './spoken-texts.tsx'
import { useReplyForm, type QuickReply } from './use-reply-form.ts'

type QuickReplyDialogProps = {
  /** Null makes a new one. */
  readonly quickReply: QuickReply | null
  /** The words of a new one. */
  readonly text?: string
  readonly onClose: () => void
}

/** Adds or changes one quick reply: its words in each language, what fills them, files and products that follow. */
export function QuickReplyDialog({ quickReply, text = '', onClose }: QuickReplyDialogProps): ReactNode {
  const { t } = useWords()
  const form = useReplyForm({ quickReply, text, onClose })
  const { title, shortcut, spoken, missing, error } = form
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
          <Button variant="main" onPress={form.save} isBusy={form.isSaving} testId="quick-reply-dialog-save">
            {t('quick-reply.dialog.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('quick-reply.dialog.title')}
        {...title}
        isRequired
        autoFocus
        maxLength={80}
        hint={t('quick-reply.dialog.titleHint')}
        error={missing(title.value)}
        testId="quick-reply-dialog-title"
      />
      <TextField
        label={t('quick-reply.dialog.shortcut')}
        {...shortcut}
        isRequired
        maxLength={40}
        hint={t('quick-reply.dialog.shortcutHint')}
        error={form.hasSpaces ? t('quick-reply.dialog.spaces') : missing(shortcut.value)}
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
      <ReplyFiles {...form.files} />
      <ReplyProducts {...form.products} />
      {error === null ? null : <ErrorStrip error={error} testId="quick-reply-dialog-error" />}
    </Dialog>
  )
}
