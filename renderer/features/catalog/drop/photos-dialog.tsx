import { useEffect, useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Icon, Quiet, Skeleton, useToast } from '../../../ui/index.ts'
import { emptyFields } from '../product/form.ts'
import styles from './drop.module.css'
import { nameOfPlan, planPhotos, type PhotoPlan } from './photo-plans.ts'

/** The most photos taken at a time. */
const MOST_PHOTOS = 50

type PhotosDialogProps = { readonly files: readonly File[]; readonly onClose: () => void }

/** Shows what becomes of each photo before anything is kept: the photo of a product, or a new product. */
export function PhotosDialog({ files, onClose }: PhotosDialogProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const [plans, setPlans] = useState<readonly PhotoPlan[] | null>(null)
  const keeping = useKeepPhotos()
  useEffect(() => {
    let isGone = false
    void planPhotos(files.slice(0, MOST_PHOTOS)).then((found) => {
      if (!isGone) setPlans(found)
    })
    return () => {
      isGone = true
    }
  }, [files])
  const usable = (plans ?? []).filter((plan) => plan.jpegBase64 !== null)
  const keep = async (): Promise<void> => {
    if (!(await keeping.keep(usable))) return
    toast({ text: t('catalog.photos.kept', { count: usable.length }) })
    onClose()
  }
  return (
    <Dialog
      title={t('catalog.photos.title')}
      isOpen
      onClose={onClose}
      testId="catalog-photos"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void keep()}
            isBusy={keeping.isRunning}
            isDisabled={usable.length === 0}
            testId="catalog-photos-keep"
          >
            {t('catalog.photos.keep', { count: usable.length })}
          </Button>
        </>
      }
    >
      <Quiet>{t('catalog.photos.note')}</Quiet>
      {files.length > MOST_PHOTOS ? <Quiet>{t('catalog.photos.most', { most: MOST_PHOTOS })}</Quiet> : null}
      {keeping.error === null ? null : <ErrorStrip error={keeping.error} />}
      {plans === null ? (
        <Skeleton rows={3} />
      ) : (
        <ul className={styles['photos']} aria-label={t('catalog.photos.title')}>
          {plans.map((plan) => (
            <PlanRow key={plan.code} plan={plan} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

/** Keeps photos one after the other; what was kept before a failure stays. */
function useKeepPhotos() {
  const vault = useCall('vault.status', {})
  const saving = useMutationCall('catalog.saveDraft')
  const photographing = useMutationCall('catalog.setPhoto')
  const currency = vault.data?.shop?.currency
  const keep = async (plans: readonly PhotoPlan[]): Promise<boolean> => {
    if (currency === undefined) return false
    for (const plan of plans) {
      if (plan.jpegBase64 === null) continue
      const draft = { retailerId: plan.code, fields: emptyFields(nameOfPlan(plan), currency), isNew: true }
      if (plan.product === null && !(await saving.run(draft)).ok) return false
      if (!(await photographing.run({ retailerId: plan.code, jpegBase64: plan.jpegBase64 })).ok) return false
    }
    return true
  }
  return { keep, isRunning: saving.isRunning || photographing.isRunning, error: saving.error ?? photographing.error }
}

function PlanRow({ plan }: { readonly plan: PhotoPlan }): ReactNode {
  const { t } = useWords()
  const { jpegBase64, product, code } = plan
  return (
    <li className={styles['photo']} data-testid="catalog-photos-row">
      {jpegBase64 === null ? (
        <span className={styles['unreadable']}>
          <Icon name="alert" />
        </span>
      ) : (
        <img src={`data:image/jpeg;base64,${jpegBase64}`} alt="" />
      )}
      <div>
        <p>
          {jpegBase64 === null
            ? t('catalog.product.photoUnreadable')
            : t(product === null ? 'catalog.photos.new' : 'catalog.photos.of', { name: nameOfPlan(plan), code })}
        </p>
        <bdi className={styles['file']}>{plan.fileName}</bdi>
      </div>
    </li>
  )
}
