import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Tag } from '../../../ui/index.ts'
import styles from './composer.module.css'
import type { FilledQuickReply } from '../types.ts'

/** What goes out after the text of a quick reply. */
export type Following = Pick<FilledQuickReply, 'quickReplyId' | 'retailerIds' | 'files'>

/** What of a quick reply goes after its text; null where nothing does. */
export const followingOf = ({ quickReplyId, retailerIds, files }: FilledQuickReply): Following | null =>
  retailerIds.length + files.length === 0 ? null : { quickReplyId, retailerIds, files }

type FollowingPartsProps = { readonly following: Following; readonly onChange: (following: Following) => void }

/** Says what follows the text, each with a way to leave it out. */
export function FollowingParts({ following, onChange }: FollowingPartsProps): ReactNode {
  const { t } = useWords()
  const { files, retailerIds } = following
  return (
    <p className={styles['follows']}>
      {files.map(({ file }) => (
        <Tag
          key={file.mediaFileId}
          icon="attach"
          onRemove={() => onChange({ ...following, files: files.filter((one) => one.file.mediaFileId !== file.mediaFileId) })}
          removeLabel={t('inbox.quick.dropFile', { name: file.name })}
          testId="inbox-composer-follows-file"
        >
          {file.name}
        </Tag>
      ))}
      {retailerIds.length === 0 ? null : (
        <Tag
          icon="catalog"
          onRemove={() => onChange({ ...following, retailerIds: [] })}
          removeLabel={t('inbox.quick.dropProducts')}
          testId="inbox-composer-follows"
        >
          {t('inbox.quick.follows', { count: retailerIds.length })}
        </Tag>
      )}
    </p>
  )
}
