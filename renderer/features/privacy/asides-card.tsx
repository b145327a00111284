import { useState, type ReactNode } from 'react'
import { useCall, useEvent, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { formatBytes, formatDate, useWords } from '../../i18n/index.ts'
import { Button, Card, Dialog, ErrorStrip, Quiet, RuledList, RuledRow, Stack } from '../../ui/index.ts'

type Aside = CallOutput<'privacy.asides'>['asides'][number]

/** Earlier states of the shop beside the vault, which erasing does not reach; shown only where there are any. */
export function AsidesCard(): ReactNode {
  const words = useWords()
  const { t, locale } = words
  const list = useCall('privacy.asides', {})
  const [chosen, setChosen] = useState<Aside | null>(null)
  useEvent('privacy.changed', list.refetch)
  const asides = list.data?.asides ?? []
  if (asides.length === 0 && list.error === null) return null
  return (
    <Card title={t('privacy.asides.title')} testId="privacy-asides">
      <Stack gap={3}>
        {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
        <p>{t('privacy.asides.what')}</p>
        <RuledList label={t('privacy.asides.title')}>
          {asides.map((aside) => (
            <RuledRow key={aside.name}>
              <p data-testid="privacy-aside">
                {t(`privacy.asides.${aside.kind}`, { at: formatDate(aside.at, 'date-time', words) })} (
                {formatBytes(aside.sizeBytes, locale)})
              </p>
              {aside.neededFor === null ? (
                <Button
                  needs="privacy.removeAside"
                  size="small"
                  icon="erase"
                  onPress={() => setChosen(aside)}
                  testId="privacy-aside-delete"
                >
                  {t('privacy.asides.delete')}
                </Button>
              ) : (
                <Quiet>{t('privacy.asides.needed')}</Quiet>
              )}
            </RuledRow>
          ))}
        </RuledList>
      </Stack>
      {chosen === null ? null : <DeleteDialog aside={chosen} onDone={list.refetch} onClose={() => setChosen(null)} />}
    </Card>
  )
}

type DeleteDialogProps = { readonly aside: Aside; readonly onDone: () => void; readonly onClose: () => void }

/** Says which state it is before it goes. */
function DeleteDialog({ aside, onDone, onClose }: DeleteDialogProps): ReactNode {
  const words = useWords()
  const { t } = words
  const removing = useMutationCall('privacy.removeAside')
  const remove = async (): Promise<void> => {
    const result = await removing.run({ name: aside.name })
    if (!result.ok) return
    onDone()
    onClose()
  }
  return (
    <Dialog
      title={t('privacy.asides.deleteTitle')}
      isOpen
      onClose={onClose}
      role="alertdialog"
      testId="privacy-aside-dialog"
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" icon="erase" onPress={() => void remove()} isBusy={removing.isRunning} testId="privacy-aside-confirm">
            {t('privacy.asides.deleteDo')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        {removing.error === null ? null : <ErrorStrip error={removing.error} />}
        <p>
          <strong>{t(`privacy.asides.${aside.kind}`, { at: formatDate(aside.at, 'date-time', words) })}</strong>
        </p>
        <p>{t('privacy.asides.deleteText')}</p>
      </Stack>
    </Dialog>
  )
}
