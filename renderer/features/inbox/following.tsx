import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Tag } from '../../ui/index.ts'
import styles from './composer.module.css'
import type { FilledQuickReply } from './types.ts'

/** What goes out after the text of a quick reply. */
export type Following = Pick<FilledQuickReply, 'quickReplyId' | 'retailerIds'>

/** What of a quick reply goes after its text; null where nothing does. */
export const followingOf = ({ quickReplyId, retailerIds }: FilledQuickReply): Following | null =>
  retailerIds.length === 0 ? null : { quickReplyId, retailerIds }

/** Says what follows the text, with a way to leave it out. */
export function FollowingProducts({ following, onDrop }: { readonly following: Following; readonly onDrop: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <p className={styles['follows']}>
      <Tag icon="catalog" onRemove={onDrop} removeLabel={t('inbox.quick.dropProducts')} testId="inbox-composer-follows">
        {t('inbox.quick.follows', { count: following.retailerIds.length })}
      </Tag>
    </p>
  )
}
