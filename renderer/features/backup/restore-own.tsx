import { useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Quiet } from '../../ui/index.ts'
import { OpeningField, asksForKey, startingWith, type OpeningWith } from './opening-field.tsx'
import { ContentsView, type Contents } from './restore-contents.tsx'
import { RestoreFrame } from './restore-frame.tsx'
import { useLooking, useRestoring } from './use-restoring.ts'

/** Restores one of the open shop's own backups: `open` looks into it at once and shows the dialog, which the caller puts on screen. */
export function useOwnRestore(): { readonly open: (fileName: string) => void; readonly dialog: ReactNode } {
  const [fileName, setFileName] = useState<string | null>(null)
  // Named with its file: an answer may come after another one was opened.
  const [found, setFound] = useState<{ readonly fileName: string; readonly contents: Contents | null } | null>(null)
  const looking = useLooking(true)
  const look = async (name: string, opening: OpeningWith): Promise<void> => {
    const contents = await looking.look({ fileName: name }, opening)
    setFound({ fileName: name, contents })
  }
  const open = (name: string): void => {
    setFileName(name)
    setFound(null)
    void look(name, startingWith)
  }
  if (fileName === null) return { open, dialog: null }
  const contents = found?.fileName === fileName ? found.contents : null
  const onLook = (opening: OpeningWith): void => void look(fileName, opening)
  return { open, dialog: <OwnDialog {...{ fileName, contents, looking, onLook }} onClose={() => setFileName(null)} /> }
}

type OwnDialogProps = {
  readonly fileName: string
  readonly contents: Contents | null
  readonly looking: ReturnType<typeof useLooking>
  readonly onLook: (opening: OpeningWith) => void
  readonly onClose: () => void
}

/** Asks for a code only where this computer has no key to the backup. */
function OwnDialog({ fileName, contents, looking, onLook, onClose }: OwnDialogProps): ReactNode {
  const { t } = useWords()
  const [opening, setOpening] = useState<OpeningWith>(startingWith)
  const restoring = useRestoring(true, onClose)
  const needsCode = contents === null && looking.error !== null && asksForKey(looking.error.code)
  return (
    <RestoreFrame
      {...{ contents, looking, restoring, onClose }}
      error={looking.error ?? restoring.error}
      canLook
      onLook={() => onLook(opening)}
      onRestore={() => void restoring.restore({ fileName }, opening)}
      title={t('backup.restore.own')}
    >
      <p>{t('backup.restore.lead')}</p>
      <Quiet isSmall>
        <bdi dir="ltr">{fileName}</bdi>
      </Quiet>
      {contents === null ? null : <ContentsView contents={contents} isShopOpen />}
      {needsCode ? <OpeningField value={opening} onChange={setOpening} onSubmit={() => onLook(opening)} /> : null}
    </RestoreFrame>
  )
}
