import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Icon, useFileDrop, useMay } from '../../../ui/index.ts'
import styles from './drop.module.css'

type DropZoneProps = { readonly children: ReactNode; readonly onDrop: (files: readonly File[]) => void }

/** Takes files anywhere on the page, from whoever may add products; while some hover, the page says what will happen with them. */
export function DropZone({ children, onDrop }: DropZoneProps): ReactNode {
  const { t } = useWords()
  const mayAdd = useMay()(['catalog.importFile', 'catalog.saveDraft', 'catalog.setPhoto'])
  const { isOver, dropping } = useFileDrop(onDrop)
  return (
    // Dropping has its twin in the menu of the page, which the keyboard reaches.
    <div className={styles['zone']} {...(mayAdd ? dropping : {})} data-testid="catalog-drop">
      {children}
      {isOver ? (
        <div className={styles['over']} data-testid="catalog-drop-over">
          <Icon name="upload" size={32} />
          <p>{t('catalog.drop.over')}</p>
        </div>
      ) : null}
    </div>
  )
}
