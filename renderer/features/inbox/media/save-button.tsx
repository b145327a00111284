import { useState, type ReactNode } from 'react'
import { call, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, IconButton, PlainText, useToast } from '../../../ui/index.ts'
import type { ChatFile } from './file-address.ts'

/** Saves a file where the person chooses; what could run something asks first. */
export function SaveButton({ file, isSmall = false }: { readonly file: ChatFile; readonly isSmall?: boolean }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const [isAsking, setIsAsking] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const save = async (isRiskAccepted: boolean): Promise<void> => {
    setIsAsking(false)
    setError(null)
    const target = await call('shell.chooseTarget', { purpose: 'chat-file', suggestedName: file.name })
    if (!target.ok) return setError(target.error)
    if (target.value === null) return
    const saved = await call('media.save', { mediaFileId: file.mediaFileId, target: target.value.handle, isRiskAccepted })
    if (saved.ok) toast({ text: t('media.saved', { name: target.value.name }) })
    else setError(saved.error)
  }
  const press = (): void => {
    if (file.isRisky) setIsAsking(true)
    else void save(false)
  }
  const label = t('media.saveNamed', { name: file.name })
  return (
    <>
      {isSmall ? (
        <IconButton icon="download" size="small" label={label} onPress={press} needs="media.save" testId="media-save" />
      ) : (
        <Button icon="download" size="small" label={label} onPress={press} needs="media.save" testId="media-save">
          {t('media.save')}
        </Button>
      )}
      {error === null ? null : <ErrorStrip error={error} testId="media-save-error" />}
      <Dialog
        title={t('media.risk.title')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        size="small"
        role="alertdialog"
        testId="media-risk"
        footer={
          <>
            <Button onPress={() => setIsAsking(false)} autoFocus>
              {t('media.risk.cancel')}
            </Button>
            <Button variant="danger" onPress={() => void save(true)} testId="media-risk-save">
              {t('media.risk.save')}
            </Button>
          </>
        }
      >
        <p>
          <bdi>
            <PlainText text={file.name} />
          </bdi>
        </p>
        <p>{t('media.risk.text')}</p>
      </Dialog>
    </>
  )
}
