import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Allowed, Button, Card, ErrorStrip, Icon, Quiet, Stack, Strip, useFileDrop, useMay, useToast } from '../../ui/index.ts'
import styles from './profile.module.css'
import { squareJpeg } from './square-jpeg.ts'

/** The round picture beside the shop's name: choose a photo or drop one; it is cut to a square here. */
export function PictureCard({ picture }: { readonly picture: string | null }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const setting = useMutationCall('profile.setPicture')
  const [isUnreadable, setUnreadable] = useState(false)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || setting.isRunning) return
    const jpegBase64 = await squareJpeg(file)
    setUnreadable(jpegBase64 === null)
    if (jpegBase64 === null) return
    const result = await setting.run({ jpegBase64 })
    if (result.ok) toast({ text: t('profile.pictureSaved') })
  }
  const mayChange = useMay()('profile.setPicture')
  const { isOver, dropping } = useFileDrop(([file]) => void take(file))
  return (
    <Card title={t('profile.picture')} testId="profile-picture">
      <div className={styles['picture']} data-dropping={isOver ? '' : undefined} {...(mayChange ? dropping : {})}>
        {picture === null ? (
          <span className={styles['round']} role="img" aria-label={t('profile.noPicture')}>
            <Icon name="customers" size={32} />
          </span>
        ) : (
          <img className={styles['round']} src={picture} alt={t('profile.pictureAlt')} />
        )}
        <Allowed needs="profile.setPicture">
          <Stack gap={2} align="start">
            <FileTrigger acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp']} onSelect={(files) => void take(files?.[0])}>
              <Button icon="upload" isBusy={setting.isRunning} testId="profile-picture-choose">
                {t('profile.choosePicture')}
              </Button>
            </FileTrigger>
            <Quiet isSmall>{t('profile.pictureNote')}</Quiet>
          </Stack>
        </Allowed>
      </div>
      {isUnreadable ? <Strip tone="warning">{t('profile.pictureUnreadable')}</Strip> : null}
      {setting.error === null ? null : <ErrorStrip error={setting.error} />}
    </Card>
  )
}
