import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type Doing } from '../../bridge/index.ts'
import { formatDate, useWords } from '../../i18n/index.ts'
import { printPage, useSaving } from '../../printing/index.ts'
import { Button, Card, Checkbox, ErrorStrip, Quiet, Stack, Strip, useAnnounce, useToast } from '../../ui/index.ts'
import styles from './recovery-code.module.css'

type RecoveryCodeProps = {
  /** Where it matters that the owner has the code in hand: whether that was said, and who hears it. */
  readonly confirm?: { readonly isKept: boolean; readonly onKept: (isKept: boolean) => void }
}

/** Makes the recovery code, shows it this one time, and asks that it is saved or written down. */
export function RecoveryCode({ confirm }: RecoveryCodeProps): ReactNode {
  const { t } = useWords()
  const announce = useAnnounce()
  const vault = useCall('vault.status', {})
  const making = useMutationCall('vault.makeRecoveryCode')
  const backingUp = useMutationCall('backup.run')
  const [code, setCode] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    const result = await making.run({})
    if (!result.ok) return
    setCode(result.value.code)
    confirm?.onKept(false)
    announce(t('vault.recovery.shown'))
    // Older backups open with the older code: one that opens with this one is made at once.
    void backingUp.run({})
  }
  const wasMade = vault.data?.hasRecoveryCode === true
  const name = vault.data?.shop?.name ?? ''
  return (
    <Card title={t('vault.recovery')} testId="recovery-code">
      <p>{t('vault.recovery.lead')}</p>
      {code === null ? (
        <Stack isRow gap={2}>
          <Button icon="lock" onPress={() => void make()} isBusy={making.isRunning} testId="recovery-code-make">
            {t(wasMade ? 'vault.recovery.makeNew' : 'vault.recovery.make')}
          </Button>
          {wasMade ? <Quiet>{t('vault.recovery.makeNewNote')}</Quiet> : null}
        </Stack>
      ) : (
        <>
          <ShownCode code={code} shop={name} onSaved={() => confirm?.onKept(true)} />
          <FreshBackup backingUp={backingUp} />
        </>
      )}
      {making.error === null ? null : <ErrorStrip error={making.error} testId="recovery-code-error" />}
      {confirm !== undefined && (code !== null || wasMade) ? (
        <Checkbox isSelected={confirm.isKept} onChange={confirm.onKept} testId="recovery-code-kept">
          {t(code === null ? 'vault.recovery.haveIt' : 'vault.recovery.wroteIt')}
        </Checkbox>
      ) : null}
    </Card>
  )
}

/** Whether a backup is there that opens with the code that was just made. */
function FreshBackup({ backingUp }: { readonly backingUp: Doing<'backup.run'> }): ReactNode {
  const { t } = useWords()
  const { isRunning, error } = backingUp
  if (error !== null) {
    return (
      <ErrorStrip
        error={error}
        action={{ label: t('vault.recovery.backUp'), onAction: () => void backingUp.run({}) }}
        testId="recovery-code-backup-error"
      />
    )
  }
  return (
    <Strip tone="info" testId="recovery-code-backup">
      <p role="status">{t(isRunning ? 'vault.recovery.backingUp' : 'vault.recovery.backedUp')}</p>
      <p>{t('vault.recovery.olderBackups')}</p>
    </Strip>
  )
}

type ShownCodeProps = { readonly code: string; readonly shop: string; readonly onSaved: () => void }

function ShownCode({ code, shop, onSaved }: ShownCodeProps): ReactNode {
  const { t, locale, timeZone } = useWords()
  const toast = useToast()
  const saving = useSaving()
  const html = (): string =>
    printPage({
      locale,
      title: t('vault.recovery.pageTitle', { shop }),
      code,
      notes: [
        t('vault.recovery.pageDay', { day: formatDate(Date.now(), 'date', { locale, timeZone }) }),
        t('vault.recovery.lead'),
        t('vault.recovery.pageHow'),
        t('vault.recovery.keepSafe'),
      ],
    })
  const done = (): void => {
    toast({ text: t('vault.recovery.saved') })
    onSaved()
  }
  const save = (): void => saving.print({ suggestedName: t('vault.recovery.fileName'), purpose: 'recovery-code', html, done })
  return (
    <>
      <p className={styles['code']} dir="ltr" data-testid="recovery-code-shown">
        {code}
      </p>
      <Stack isRow gap={3}>
        <strong>{t('vault.recovery.keepSafe')}</strong>
        <Button icon="print" onPress={save} isBusy={saving.isBusy} testId="recovery-code-save">
          {t('vault.recovery.save')}
        </Button>
      </Stack>
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </>
  )
}
