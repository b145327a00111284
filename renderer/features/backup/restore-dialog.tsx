import { useState, type ReactNode } from 'react'
import { useFileTaking } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Quiet, Stack, useFileDrop } from '../../ui/index.ts'
import { OpeningField, startingWith, type OpeningWith } from './opening-field.tsx'
import { ContentsView, type Contents } from './restore-contents.tsx'
import { RestoreFrame } from './restore-frame.tsx'
import { useLooking, useRestoring } from './use-restoring.ts'

type Chosen = { readonly handle: string; readonly name: string }

type RestoreDialogProps = {
  /** Whether a shop is open, which is then set aside whole. */
  readonly isShopOpen: boolean
  readonly onClose: () => void
}

/** Restores a backup file: choose it, open it with recovery code or passphrase, see what is in it, put it in place. */
export function RestoreDialog({ isShopOpen, onClose }: RestoreDialogProps): ReactNode {
  const { t } = useWords()
  const [file, setFile] = useState<Chosen | null>(null)
  const [opening, setOpening] = useState<OpeningWith>(startingWith)
  const [contents, setContents] = useState<Contents | null>(null)
  const taking = useFileTaking('restore-backup', setFile)
  const looking = useLooking(isShopOpen)
  const restoring = useRestoring(isShopOpen, onClose)
  const drop = useFileDrop((files) => files.slice(0, 1).forEach(taking.take))
  const look = async (): Promise<void> => {
    if (file !== null) setContents(await looking.look({ file: file.handle }, opening))
  }
  const restore = (): void => {
    if (file !== null) void restoring.restore({ file: file.handle }, opening)
  }
  const error = taking.error ?? looking.error ?? restoring.error
  return (
    <RestoreFrame
      {...{ contents, looking, restoring, error, onClose }}
      canLook={file !== null}
      onLook={() => void look()}
      onRestore={restore}
      title={t('backup.restore.title')}
    >
      <div {...drop.dropping}>
        <Stack gap={3}>
          <p>{t(isShopOpen ? 'backup.restore.lead' : 'backup.restore.leadClosed')}</p>
          <Stack isRow gap={2}>
            <Button icon="upload" onPress={taking.choose} isBusy={taking.isChoosing} isDisabled={contents !== null} testId="restore-choose">
              {t('backup.restore.choose')}
            </Button>
            <Quiet>{file === null ? t('backup.restore.noFile') : <bdi>{file.name}</bdi>}</Quiet>
          </Stack>
          {contents === null ? (
            <OpeningField value={opening} onChange={setOpening} hint={t('backup.restore.codeHint')} onSubmit={() => void look()} />
          ) : (
            <ContentsView contents={contents} isShopOpen={isShopOpen} />
          )}
        </Stack>
      </div>
    </RestoreFrame>
  )
}
