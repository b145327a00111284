import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import styles from './drop.module.css'

type DropZoneProps = { readonly children: ReactNode; readonly onDrop: (files: readonly File[]) => void }

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** Takes files anywhere on the page; while some hover, the page says what will happen with them. */
export function DropZone({ children, onDrop }: DropZoneProps): ReactNode {
  const { t } = useWords()
  const [isOver, setOver] = useState(false)
  // Enter and leave come for every element on the way; only the balance says whether the pointer is still above.
  const depth = useRef(0)
  const settle = (change: number): void => {
    depth.current = Math.max(0, depth.current + change)
    setOver(depth.current > 0)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    settle(-depth.current)
    onDrop([...event.dataTransfer.files])
  }
  return (
    // Dropping has its twin in the menu of the page, which the keyboard reaches.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles['zone']}
      onDragEnter={(event) => {
        if (carriesFiles(event)) settle(1)
      }}
      onDragLeave={(event) => {
        if (carriesFiles(event)) settle(-1)
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault()
      }}
      onDrop={drop}
      data-testid="catalog-drop"
    >
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
