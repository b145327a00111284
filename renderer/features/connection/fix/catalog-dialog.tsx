import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Dialog, ErrorStrip, Link, RadioGroup, Skeleton, Stack } from '../../../ui/index.ts'
import { openMetaPage } from '../open-page.ts'
import type { Setup, Status } from '../types.ts'
import { useSetup } from '../use-setup.ts'
import type { FixDialogProps } from './fix-dialog-props.ts'

/** The catalogs that the key showed for the number that is connected. */
const catalogsOf = (setup: Setup | null | undefined, status: Status | null | undefined) =>
  setup?.numbers.find((number) => number.phoneNumberId === status?.phoneNumberId)?.catalogs ?? []

/** Chooses the catalog of the number; where Meta shows none, says where one is linked. */
export function CatalogDialog({ onClose, onFixed }: FixDialogProps): ReactNode {
  const { t } = useWords()
  const { setup } = useSetup()
  const status = useCall('connection.status', {})
  const choosing = useMutationCall('connection.chooseNumber')
  const catalogs = catalogsOf(setup, status.data)
  const [typed, setTyped] = useState<string | null>(null)
  const chosen = typed ?? catalogs[0]?.catalogId ?? null
  const save = async (): Promise<void> => {
    if (chosen === null || status.data === undefined || status.data === null) return
    const { wabaId, phoneNumberId } = status.data
    const result = await choosing.run({ wabaId, phoneNumberId, catalogId: chosen })
    if (result.ok) onFixed(['catalog'])
  }
  return (
    <Dialog
      title={t('connection.fix.catalog')}
      isOpen
      onClose={onClose}
      testId="connection-catalog-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          {catalogs.length === 0 ? (
            <Link to={routes.catalog()} look="main" testId="connection-catalog-open">
              {t('connection.catalog.openPage')}
            </Link>
          ) : (
            <Button variant="main" onPress={() => void save()} isBusy={choosing.isRunning} testId="connection-catalog-save">
              {t('connection.catalog.use')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('connection.catalog.lead')}</p>
      {setup === undefined ? <Skeleton rows={2} /> : null}
      {catalogs.length === 0 ? (
        <Stack gap={2} align="start">
          <p>{t('connection.catalog.noneFound')}</p>
          <Button icon="external" onPress={() => openMetaPage('commerce')}>
            {t('connection.page.commerce')}
          </Button>
        </Stack>
      ) : (
        <RadioGroup
          label={t('connection.number.catalog')}
          value={chosen}
          onChange={setTyped}
          options={catalogs.map(({ catalogId, name }) => ({ value: catalogId, label: name, note: <bdi dir="ltr">{catalogId}</bdi> }))}
          testId="connection-catalog-choice"
        />
      )}
      {choosing.error === null ? null : <ErrorStrip error={choosing.error} />}
    </Dialog>
  )
}
