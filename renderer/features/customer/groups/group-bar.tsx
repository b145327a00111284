import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { LiveCount, SaveGroupDialog, useSentences } from '../../../group-builder/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, ErrorStrip, IconButton, Link, Menu, Quiet, useToast } from '../../../ui/index.ts'
import styles from './groups.module.css'
import type { Group } from './view.ts'

type GroupBarProps = {
  readonly group: Group
  readonly onChange: () => void
  /** It was removed: the list shows somebody else now. */
  readonly onGone: () => void
}

/** What a saved group says and who is in it, with what can be done with it. */
export function GroupBar({ group, onChange, onGone }: GroupBarProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const [isRenaming, setIsRenaming] = useState(false)
  const removing = useMutationCall('group.remove')
  const saving = useMutationCall('group.save')
  const { name, rule } = group
  const sentence = useSentences()(group)
  const remove = async (): Promise<void> => {
    const removed = await removing.run({ groupId: group.groupId })
    if (!removed.ok) return
    onGone()
    toast({
      text: t('group.removedGroup', { name }),
      action: { label: t('ui.undo'), onAction: () => void saving.run({ name, rule, sentence }) },
    })
  }
  return (
    <section className={styles['bar']} aria-label={name} data-testid="customer-group-bar">
      <div className={styles['barWords']}>
        <h2 className={styles['barName']}>
          <bdi>{name}</bdi>
        </h2>
        <p data-testid="customer-group-sentence">{sentence}</p>
        <LiveCount rule={rule} testId="customer-group-count" />
        {group.usedBy === 0 ? null : (
          <span data-testid="customer-group-used" data-count={group.usedBy}>
            <Quiet isSmall>{t('group.usedBy', { count: group.usedBy })}</Quiet>
          </span>
        )}
        {removing.error === null ? null : <ErrorStrip error={removing.error} testId="customer-group-error" />}
      </div>
      <div className={styles['barActions']}>
        <Link
          needs="broadcast.draft"
          to={routes.newBroadcastTo({ kind: 'group', groupId: group.groupId })}
          look="button"
          testId="customer-group-send"
        >
          {t('group.send')}
        </Link>
        <Button needs="group.save" onPress={onChange} testId="customer-group-change">
          {t('group.change')}
        </Button>
        <Menu
          label={t('group.more')}
          trigger={<IconButton icon="more" label={t('group.more')} testId="customer-group-more" />}
          actions={[
            { id: 'rename', needs: 'group.save', label: t('group.rename'), onAction: () => setIsRenaming(true) },
            { id: 'remove', needs: ['group.remove', 'group.save'], label: t('group.remove'), icon: 'trash', onAction: () => void remove() },
          ]}
        />
      </div>
      {isRenaming ? (
        <SaveGroupDialog
          title={t('group.rename')}
          rule={rule}
          sentence={sentence}
          group={group}
          onSaved={() => setIsRenaming(false)}
          onClose={() => setIsRenaming(false)}
        />
      ) : null}
    </section>
  )
}
