import { useState, type ReactNode } from 'react'
import { useFileTaking, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Stack, Strip, useToast } from '../../ui/index.ts'

type Outcome = CallOutput<'quickReply.import'>
type Tried = { readonly handle: string; readonly outcome: Outcome }

const SHOWN = 50

/** Brings quick replies in from a table: first what would happen, then all of them or none. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const importing = useMutationCall('quickReply.import')
  const [tried, setTried] = useState<Tried | null>(null)
  const look = async (handle: string): Promise<void> => {
    const result = await importing.run({ file: handle, dryRun: true })
    setTried(result.ok ? { handle, outcome: result.value } : null)
  }
  const taking = useFileTaking('import-quick-replies', ({ handle }) => void look(handle))
  const finish = async (): Promise<void> => {
    if (tried === null) return
    const result = await importing.run({ file: tried.handle })
    if (!result.ok) return
    // The file may have changed since it was looked at.
    if (result.value.refused.length > 0) return setTried({ ...tried, outcome: result.value })
    toast({ text: t('quick-reply.import.done', { count: result.value.added + result.value.changed }) })
    onClose()
  }
  const coming = tried === null || tried.outcome.refused.length > 0 ? 0 : tried.outcome.added + tried.outcome.changed
  const error = importing.error ?? taking.error
  return (
    <Dialog
      title={t('quick-reply.import.title')}
      isOpen
      onClose={onClose}
      testId="quick-reply-import"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          {coming === 0 ? null : (
            <Button
              variant="main"
              icon="upload"
              onPress={() => void finish()}
              isBusy={importing.isRunning}
              testId="quick-reply-import-finish"
            >
              {t('quick-reply.import.finish', { count: coming })}
            </Button>
          )}
        </>
      }
    >
      {error === null ? null : error.code === 'file-column-missing' ? (
        <Strip tone="warning" testId="quick-reply-import-column">
          {t('quick-reply.import.noColumn')}
        </Strip>
      ) : (
        <ErrorStrip error={error} />
      )}
      <p>{t('quick-reply.import.text')}</p>
      <Quiet isSmall>{t('quick-reply.import.columns')}</Quiet>
      <div>
        <Button
          icon="file"
          variant={coming > 0 ? 'plain' : 'main'}
          onPress={taking.choose}
          isBusy={taking.isChoosing}
          testId="quick-reply-import-choose"
        >
          {t('quick-reply.import.choose')}
        </Button>
      </div>
      {tried === null ? null : <Outlook outcome={tried.outcome} />}
    </Dialog>
  )
}

/** What would happen, or which rows keep it from happening. */
function Outlook({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t } = useWords()
  const { fileName, added, changed, same, refused, sample } = outcome
  if (refused.length > 0)
    return (
      <Strip tone="warning" testId="quick-reply-import-refused">
        <p>{t('quick-reply.import.refused', { count: refused.length })}</p>
        <ul>
          {refused.slice(0, SHOWN).map(({ row, reason }) => (
            <li key={row}>{t('quick-reply.import.refusedRow', { row, reason: t(`quick-reply.import.reason.${reason}`) })}</li>
          ))}
        </ul>
      </Strip>
    )
  return (
    <Stack gap={2}>
      <p data-testid="quick-reply-import-outlook">{t('quick-reply.import.outlook', { file: fileName, added, changed, same })}</p>
      {sample.map(({ shortcut, title, text }) => (
        <Quiet key={shortcut} isSmall>
          <bdi>{`/${shortcut}`}</bdi> · <bdi>{title}</bdi> · <bdi>{text.replaceAll('\n', ' ').slice(0, 80)}</bdi>
        </Quiet>
      ))}
    </Stack>
  )
}
