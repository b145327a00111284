import type { ReactNode } from 'react'
import type { AppError } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ErrorStrip, Skeleton, Strip, useMay } from '../../ui/index.ts'
import styles from './catalog.module.css'
import { SetChips } from './list/set-chips.tsx'
import type { Products } from './list/use-products.ts'
import { DraftStrip } from './publish/draft-strip.tsx'
import type { OpenDialog } from './types.ts'

type AboveProps = {
  readonly shown: Products
  /** Failures of what was last tried; null where there is none. */
  readonly errors: readonly (AppError | null)[]
  /** True after something was dropped that products are not made of. */
  readonly isUseless: boolean
  readonly onOpen: (dialog: OpenDialog) => void
}

/** What stands above the products: what went wrong, what waits, and the sets. */
export function Above({ shown, errors, isUseless, onOpen }: AboveProps): ReactNode {
  const { t } = useWords()
  const { list, facts } = shown
  const mayMakeSets = useMay()('catalog.saveSet')
  return (
    <div className={styles['above']}>
      {errors.map((error, at) => (error === null ? null : <ErrorStrip key={at} error={error} />))}
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {isUseless ? <Strip tone="warning">{t('catalog.drop.useless')}</Strip> : null}
      {facts === undefined || facts.catalogId !== null || facts.counts.all === 0 ? null : (
        <UnlinkedStrip onLink={() => onOpen({ kind: 'link' })} />
      )}
      {facts === undefined || facts.counts.drafts === 0 ? null : <DraftStrip count={facts.counts.drafts} onOpen={onOpen} />}
      {facts === undefined || facts.catalogId === null || (facts.sets.length === 0 && !mayMakeSets) ? null : (
        <SetChips sets={facts.sets} setId={shown.setId} onChoose={shown.setSetId} onOpen={onOpen} />
      )}
      {list.isLoading ? <Skeleton rows={6} rowHeight="chat" /> : null}
    </div>
  )
}

/** Products stand here although customers see none of them. */
function UnlinkedStrip({ onLink }: { readonly onLink: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <Strip
      tone="warning"
      testId="catalog-unlinked"
      actions={
        <Button needs="catalog.link" onPress={onLink} testId="catalog-unlinked-link">
          {t('catalog.link.link')}
        </Button>
      }
    >
      {t('catalog.unlinked.strip')}
    </Strip>
  )
}
