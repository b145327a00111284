import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Allowed,
  Button,
  Card,
  Checkbox,
  DateTime,
  ErrorStrip,
  Facts,
  Limited,
  Quiet,
  Select,
  Skeleton,
  Stack,
  Strip,
} from '../../ui/index.ts'
import { FilesCard } from './files-card.tsx'
import { RestoreDialog } from './restore-dialog.tsx'

type Status = CallOutput<'backup.status'>

/** Backups: whether, where to and how often; the files with their proofs; making, trying and restoring one. */
export function BackupPanel(): ReactNode {
  const { t } = useWords()
  const reading = useCall('backup.status', {})
  const [isRestoring, setIsRestoring] = useState(false)
  if (reading.error !== null) return <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />
  if (reading.data === undefined) return <Skeleton rows={6} />
  return (
    <>
      <NowCard status={reading.data} />
      <RulesCard status={reading.data} />
      <FilesCard status={reading.data} />
      <Allowed needs="backup.restore">
        <Card title={t('backup.restore.title')} testId="backup-restore">
          <p>{t('backup.restore.lead')}</p>
          <span>
            <Button onPress={() => setIsRestoring(true)} testId="backup-restore-open">
              {t('backup.restore.open')}
            </Button>
          </span>
        </Card>
      </Allowed>
      {isRestoring ? <RestoreDialog isShopOpen onClose={() => setIsRestoring(false)} /> : null}
    </>
  )
}

/** How it stands, and the button that makes one now. */
function NowCard({ status }: { readonly status: Status }): ReactNode {
  const { t } = useWords()
  const vault = useCall('vault.status', {})
  const running = useMutationCall('backup.run')
  const choosing = useMutationCall('shell.chooseTarget')
  const toFile = async (): Promise<void> => {
    const chosen = await choosing.run({ purpose: 'backup', suggestedName: `shopbell-${new Date().toISOString().slice(0, 10)}` })
    if (chosen.ok && chosen.value !== null) await running.run({ target: chosen.value.handle })
  }
  const newest = status.files[0]
  const isBusy = running.isRunning || status.running
  const error = running.error ?? choosing.error
  return (
    <Card title={t('backup.title')} testId="backup">
      {/* The demo has no recovery code to make, and nothing to move. */}
      {status.canOpenElsewhere || vault.data?.kind !== 'shop' ? null : (
        <Strip tone="warning" testId="backup-no-code">
          {t('backup.noCode')}
        </Strip>
      )}
      {status.trouble === null ? null : (
        <Strip tone="danger" testId="backup-trouble">
          {t('backup.failed')} <DateTime at={status.trouble.at} />. {t(`errors.${status.trouble.code as 'disk-full'}.what`)}
        </Strip>
      )}
      <Facts
        facts={[
          {
            name: t('backup.fact.last'),
            value: newest === undefined ? t('backup.never') : <DateTime at={newest.at} />,
            testId: 'backup-last',
          },
          {
            name: t('backup.fact.proven'),
            value: status.lastProvenAt === null ? t('backup.never') : <DateTime at={status.lastProvenAt} />,
            testId: 'backup-proven',
          },
          ...(status.nextAt === null ? [] : [{ name: t('backup.fact.next'), value: <DateTime at={status.nextAt} /> }]),
        ]}
      />
      <Stack isRow gap={2}>
        <Button needs="backup.run" variant="main" onPress={() => void running.run({})} isBusy={isBusy} testId="backup-run">
          {t('backup.run')}
        </Button>
        <Button needs="backup.run" onPress={() => void toFile()} isBusy={choosing.isRunning} isDisabled={isBusy} testId="backup-run-file">
          {t('backup.runFile')}
        </Button>
      </Stack>
      {isBusy ? <p role="status">{t('backup.running')}</p> : null}
      {error === null ? null : <ErrorStrip error={error} testId="backup-error" />}
    </Card>
  )
}

const hours = ['6', '12', '24', '168'] as const
const days = ['3', '7', '14', '30'] as const
const weeks = ['0', '4', '12', '52'] as const

/** A kept value among the choices, or beside them. */
const withValue = (choices: readonly string[], value: number): string[] =>
  choices.includes(String(value)) ? [...choices] : [...choices, String(value)]

function RulesCard({ status: { settings } }: { readonly status: Status }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('backup.saveSettings')
  const choosing = useMutationCall('shell.chooseFolder')
  const choose = async (): Promise<void> => {
    const chosen = await choosing.run({ purpose: 'backups' })
    if (chosen.ok && chosen.value !== null) await saving.run({ folder: chosen.value.handle })
  }
  const error = saving.error ?? choosing.error
  return (
    <Card title={t('backup.rules')} testId="backup-rules">
      <Limited needs="backup.saveSettings">
        <Checkbox isSelected={settings.isOn} onChange={(isOn) => void saving.run({ isOn })} note={t('backup.isOnNote')} testId="backup-on">
          {t('backup.isOn')}
        </Checkbox>
        <Select
          label={t('backup.every')}
          value={String(settings.everyHours)}
          onChange={(value) => void saving.run({ everyHours: Number(value) })}
          choices={withValue(hours, settings.everyHours).map((value) => ({
            value,
            label: t('backup.everyHours', { hours: Number(value) }),
          }))}
          testId="backup-every"
        />
        <Select
          label={t('backup.keepDaily')}
          value={String(settings.keepDaily)}
          onChange={(value) => void saving.run({ keepDaily: Number(value) })}
          choices={withValue(days, settings.keepDaily).map((value) => ({ value, label: t('backup.days', { count: Number(value) }) }))}
          testId="backup-daily"
        />
        <Select
          label={t('backup.keepWeekly')}
          value={String(settings.keepWeekly)}
          onChange={(value) => void saving.run({ keepWeekly: Number(value) })}
          choices={withValue(weeks, settings.keepWeekly).map((value) => ({ value, label: t('backup.weeks', { count: Number(value) }) }))}
          testId="backup-weekly"
        />
        <Stack gap={2}>
          <p data-testid="backup-folder">{settings.folder === null ? t('backup.sameDisk') : <bdi dir="ltr">{settings.folder}</bdi>}</p>
          <Stack isRow gap={2}>
            <Button icon="file" size="small" onPress={() => void choose()} isBusy={choosing.isRunning} testId="backup-choose-folder">
              {t('backup.chooseFolder')}
            </Button>
            {settings.folder === null ? null : (
              <Button variant="quiet" size="small" onPress={() => void saving.run({ folder: null })}>
                {t('backup.besideShop')}
              </Button>
            )}
          </Stack>
          <Quiet isSmall>{t('backup.folderNote')}</Quiet>
        </Stack>
      </Limited>
      {error === null ? null : <ErrorStrip error={error} testId="backup-rules-error" />}
    </Card>
  )
}
