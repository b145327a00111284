import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Icon, type IconName } from '../icon/icon.tsx'
import type { PreviewHeader } from './preview-message.ts'
import styles from './phone-preview.module.css'

type Kind = Exclude<PreviewHeader, 'none' | 'text'>

const iconOf: Readonly<Record<Kind, IconName>> = {
  image: 'photo',
  video: 'play',
  document: 'file',
  location: 'shop',
  product: 'catalog',
}
const wordsOf = {
  image: 'ui.preview.noPhoto',
  video: 'ui.preview.film',
  document: 'ui.preview.document',
  location: 'ui.preview.place',
  product: 'ui.preview.product',
} as const

/** A picture, or what stands for a film, file, place or product. */
export function PreviewMedia({ kind, imageUrl }: { readonly kind: Kind; readonly imageUrl: string | null }): ReactNode {
  const { t } = useWords()
  // The window may not fetch anything, so only pictures that the engine handed over as data are drawn.
  const isAtHand = kind === 'image' && imageUrl !== null && /^(data|blob):/u.test(imageUrl)
  if (isAtHand) return <img className={styles['picture']} src={imageUrl} alt={t('ui.preview.photo')} />
  return (
    <div className={styles['noPicture']} data-kind={kind}>
      <Icon name={iconOf[kind]} size={32} />
      {t(wordsOf[kind])}
    </div>
  )
}
