import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Tag, TextField, useMay, useToast } from '../../../ui/index.ts'
import styles from './customer-card.module.css'

type CardTagsProps = { readonly card: CallOutput<'customer.get'> }

/** The tags of a customer; taking one away can be undone. */
export function CardTags({ card }: CardTagsProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const saving = useMutationCall('customer.save')
  const mayChange = useMay()('customer.save')
  const [isAdding, setIsAdding] = useState(false)
  const [tag, setTag] = useState('')
  const save = (tags: readonly string[]): Promise<unknown> => saving.run({ customerId: card.customerId, tags: [...tags] })
  const add = async (): Promise<void> => {
    const wanted = tag.trim()
    if (wanted !== '' && !card.tags.includes(wanted)) await save([...card.tags, wanted])
    setTag('')
    setIsAdding(false)
  }
  const remove = async (gone: string): Promise<void> => {
    await save(card.tags.filter((one) => one !== gone))
    toast({ text: t('inbox.customer.tagRemoved', { tag: gone }), action: { label: t('ui.undo'), onAction: () => void save(card.tags) } })
  }
  if (card.tags.length === 0 && !mayChange) return null
  return (
    <section className={styles['part']} data-testid="inbox-card-tags">
      <h3 className={styles['head']}>{t('inbox.customer.tags')}</h3>
      <div className={styles['tags']}>
        {card.tags.map((one) => (
          <Tag
            key={one}
            tone="accent"
            onRemove={mayChange ? () => void remove(one) : undefined}
            removeLabel={t('inbox.customer.removeTag', { tag: one })}
          >
            {one}
          </Tag>
        ))}
        {isAdding ? null : (
          <Button
            size="small"
            icon="plus"
            variant="quiet"
            onPress={() => setIsAdding(true)}
            needs="customer.save"
            testId="inbox-card-tag-add"
          >
            {t('inbox.customer.addTag')}
          </Button>
        )}
      </div>
      {isAdding ? (
        <div className={styles['addTag']}>
          <TextField
            label={t('inbox.customer.newTag')}
            value={tag}
            onChange={setTag}
            autoFocus
            maxLength={100}
            onSubmit={() => void add()}
            testId="inbox-card-tag-name"
          />
          <Button onPress={() => void add()} isBusy={saving.isRunning}>
            {t('ui.add')}
          </Button>
        </div>
      ) : null}
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </section>
  )
}
