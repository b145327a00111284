import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { CATALOG_LIMITS as L } from '#contract/limits/catalog.ts'
import { useWords } from '../../../i18n/index.ts'
import { Allowed, Button, Icon, Quiet, Strip, TextField, useFileDrop, useMay } from '../../../ui/index.ts'
import { smallJpeg } from '../small-jpeg.ts'
import styles from './product.module.css'
import type { ProductFormState } from './use-product-form.ts'

type PhotoBoxProps = { readonly state: ProductFormState; readonly thumbnail: string | null }

/** The photo: a web address that Meta fetches, and one chosen here that is seen in Shopbell alone. */
export function PhotoBox({ state, thumbnail }: PhotoBoxProps): ReactNode {
  const { t } = useWords()
  const [isUnreadable, setUnreadable] = useState(false)
  const { form, change, photo, setPhoto, troubles } = state
  const source = photo === null ? thumbnail : `data:image/jpeg;base64,${photo}`
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const jpegBase64 = await smallJpeg(file)
    setUnreadable(jpegBase64 === null)
    if (jpegBase64 !== null) setPhoto(jpegBase64)
  }
  const mayChange = useMay()('catalog.setPhoto')
  const { isOver, dropping } = useFileDrop(([file]) => void take(file))
  return (
    // The button below is the way for keyboard and screen reader.
    <div className={styles['photo']} data-dropping={isOver ? '' : undefined} {...(mayChange ? dropping : {})}>
      {source === null ? (
        <div className={styles['noPicture']} role="img" aria-label={t('catalog.noPicture')}>
          <Icon name="photo" size={32} />
        </div>
      ) : (
        <img
          className={styles['picture']}
          src={source}
          alt={t('catalog.product.photoOf', { name: form.name })}
          data-testid="catalog-photo"
        />
      )}
      <Allowed needs="catalog.setPhoto">
        <FileTrigger acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp']} onSelect={(files) => void take(files?.[0])}>
          <Button icon="upload" size="small" testId="catalog-photo-choose">
            {t('catalog.product.choosePhoto')}
          </Button>
        </FileTrigger>
        <Quiet isSmall>{t('catalog.product.photoNote')}</Quiet>
      </Allowed>
      {isUnreadable ? <Strip tone="warning">{t('catalog.product.photoUnreadable')}</Strip> : null}
      <TextField
        label={t('catalog.field.imageUrl')}
        hint={t('catalog.product.imageUrlHint')}
        type="url"
        value={form.imageUrl}
        onChange={(imageUrl) => change({ imageUrl })}
        error={troubles.imageUrl === undefined ? null : t(`catalog.trouble.${troubles.imageUrl}`)}
        maxLength={L.urlCharacters}
        isRequired
        testId="catalog-field-image"
      />
    </div>
  )
}
