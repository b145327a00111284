import { useRef, type ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, IconButton, Menu } from '../../ui/index.ts'
import type { OpenDialog } from './types.ts'

type PageActionsProps = {
  readonly isLinked: boolean
  /** The page itself invites to link a catalog: that is its one main button then. */
  readonly isInviting: boolean
  readonly isSyncing: boolean
  readonly isReading: boolean
  readonly onSync: () => void
  readonly onOpen: (dialog: OpenDialog) => void
  readonly onChooseTable: () => void
  readonly onPhotos: (files: readonly File[]) => void
}

/** What can be done with the whole catalog. Choosing files is the twin of dropping them. */
export function PageActions({
  isLinked,
  isInviting,
  isSyncing,
  isReading,
  onSync,
  onOpen,
  onChooseTable,
  onPhotos,
}: PageActionsProps): ReactNode {
  const { t } = useWords()
  const photos = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button needs="catalog.sync" icon="refresh" isBusy={isSyncing} onPress={onSync} isDisabled={!isLinked} testId="catalog-list-sync">
        {t(isSyncing ? 'catalog.syncing' : 'catalog.sync')}
      </Button>
      <Menu
        label={t('catalog.fromFile')}
        trigger={
          <Button icon="upload" isBusy={isReading} testId="catalog-from-file">
            {t('catalog.fromFile')}
          </Button>
        }
        actions={[
          { id: 'table', needs: 'catalog.importFile', icon: 'file', label: t('catalog.fromTable'), onAction: onChooseTable },
          {
            id: 'photos',
            needs: ['catalog.saveDraft', 'catalog.setPhoto'],
            icon: 'photo',
            label: t('catalog.fromPhotos'),
            onAction: () => photos.current?.click(),
          },
        ]}
      />
      <input
        ref={photos}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        hidden
        aria-label={t('catalog.fromPhotos')}
        data-testid="catalog-photos-input"
        onChange={({ target }) => {
          onPhotos([...(target.files ?? [])])
          // The same files chosen again must be heard again.
          target.value = ''
        }}
      />
      <Button
        needs="catalog.saveDraft"
        icon="plus"
        variant={isInviting ? 'plain' : 'main'}
        onPress={() => onOpen({ kind: 'product', retailerId: null })}
        testId="catalog-product-new"
      >
        {t('catalog.product.new')}
      </Button>
      <IconButton
        needs="catalog.choices"
        icon="settings"
        label={t('catalog.link.open')}
        onPress={() => onOpen({ kind: 'link' })}
        testId="catalog-link-open"
      />
    </>
  )
}
