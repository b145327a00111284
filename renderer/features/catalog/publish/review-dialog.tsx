import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Skeleton, Strip, useAnnounce } from '../../../ui/index.ts'
import type { Change, Published } from '../types.ts'
import { ChangeRow } from './change-row.tsx'
import { PublishedResult } from './published-result.tsx'
import styles from './publish.module.css'

/** Rows drawn at a time: a table may bring thousands of changes. */
const ROWS_AT_A_TIME = 100

type ReviewDialogProps = {
  readonly onClose: () => void
  readonly onEdit: (retailerId: string) => void
}

/** What publishing would change at Meta, product by product; then what became of it. */
export function ReviewDialog({ onClose, onEdit }: ReviewDialogProps): ReactNode {
  const { t } = useWords()
  const announce = useAnnounce()
  const review = useCall('catalog.review', {})
  const publishing = useMutationCall('catalog.publish')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [published, setPublished] = useState<Published | null>(null)
  const changes = review.data?.changes ?? []
  const fit = changes.filter((change) => change.troubles.length === 0)
  const chosen = fit.filter((change) => !left.has(change.retailerId)).map((change) => change.retailerId)
  const publish = async (): Promise<void> => {
    const result = await publishing.run(chosen.length === fit.length ? {} : { retailerIds: chosen })
    if (!result.ok) return
    setPublished(result.value)
    announce(t('catalog.published', { count: result.value.published, refused: result.value.refused.length }))
  }
  const footer =
    published === null ? (
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          variant="main"
          onPress={() => void publish()}
          isDisabled={chosen.length === 0}
          isBusy={publishing.isRunning}
          testId="catalog-review-publish"
        >
          {t('catalog.review.publish', { count: chosen.length })}
        </Button>
      </>
    ) : (
      <>
        <span />
        <Button variant="main" onPress={onClose} autoFocus testId="catalog-review-close">
          {t('ui.close')}
        </Button>
      </>
    )
  return (
    <Dialog
      title={t(published === null ? 'catalog.review.title' : 'catalog.review.done')}
      isOpen
      onClose={onClose}
      size="wide"
      footer={footer}
      testId="catalog-review"
    >
      {published === null ? null : <PublishedResult published={published} onEdit={onEdit} />}
      {published !== null || publishing.error === null ? null : <ErrorStrip error={publishing.error} />}
      {review.error === null ? null : <ErrorStrip error={review.error} action={{ label: t('ui.tryAgain'), onAction: review.refetch }} />}
      {review.isLoading ? <Skeleton rows={5} /> : null}
      {published !== null || review.data === undefined ? null : (
        <Changes
          changes={changes}
          left={left}
          onEdit={onEdit}
          onChoose={(retailerId, isChosen) =>
            setLeft((before) => new Set(isChosen ? [...before].filter((one) => one !== retailerId) : [...before, retailerId]))
          }
        />
      )}
    </Dialog>
  )
}

type ChangesProps = {
  readonly changes: readonly Change[]
  readonly left: ReadonlySet<string>
  readonly onChoose: (retailerId: string, isChosen: boolean) => void
  readonly onEdit: (retailerId: string) => void
}

function Changes({ changes, left, onChoose, onEdit }: ChangesProps): ReactNode {
  const { t } = useWords()
  const [shown, setShown] = useState(ROWS_AT_A_TIME)
  const removed = changes.filter((change) => change.kind === 'removed').length
  const unfit = changes.filter((change) => change.troubles.length > 0).length
  if (changes.length === 0) return <Quiet>{t('catalog.review.empty')}</Quiet>
  return (
    <>
      <Quiet>{t('catalog.review.intro')}</Quiet>
      {removed === 0 ? null : <Strip tone="warning">{t('catalog.review.removes', { count: removed })}</Strip>}
      {unfit === 0 ? null : <Strip tone="warning">{t('catalog.review.unfit', { count: unfit })}</Strip>}
      <ul className={styles['changes']} aria-label={t('catalog.review.title')}>
        {changes.slice(0, shown).map((change) => (
          <ChangeRow
            key={change.retailerId}
            change={change}
            isChosen={change.troubles.length === 0 && !left.has(change.retailerId)}
            onChoose={(isChosen) => onChoose(change.retailerId, isChosen)}
            onEdit={() => onEdit(change.retailerId)}
          />
        ))}
      </ul>
      {changes.length <= shown ? null : <Button onPress={() => setShown(shown + ROWS_AT_A_TIME)}>{t('ui.showMore')}</Button>}
    </>
  )
}
