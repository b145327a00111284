import { useRef, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { formatBytes, useWords } from '../../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Limited, PlainText, Quiet, Select, Skeleton, useToast } from '../../../ui/index.ts'
import styles from './inbox-settings.module.css'

/** What is chosen once for the whole inbox: which files come by themselves, and who is blocked. */
export function InboxSettings({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <Dialog
      title={t('inbox.settings')}
      isOpen
      onClose={onClose}
      size="small"
      testId="inbox-settings"
      footer={<Button onPress={onClose}>{t('ui.close')}</Button>}
    >
      <Files />
      <BlockedPeople />
    </Dialog>
  )
}

const BYTES_OF_MB = 1_048_576
/** In MB; WhatsApp takes photos, sounds and films of 16 and documents of 100. */
const sizes = ['0', '1', '5', '16', '100'] as const

const choiceOf = (bytes: number): (typeof sizes)[number] => sizes.find((size) => Number(size) * BYTES_OF_MB >= bytes) ?? '100'

function Files(): ReactNode {
  const { t, locale } = useWords()
  const settings = useCall('media.settings', {})
  const saving = useMutationCall('media.setSettings')
  const choose = async (size: string): Promise<void> => {
    const result = await saving.run({ automaticBytes: Number(size) * BYTES_OF_MB })
    if (result.ok) settings.refetch()
  }
  const error = saving.error ?? settings.error
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} />}
      {settings.data === undefined ? null : (
        <Limited needs="media.setSettings">
          <Select
            label={t('inbox.settings.fetch')}
            hint={t('inbox.settings.fetch.hint')}
            value={choiceOf(settings.data.automaticBytes)}
            onChange={(size) => void choose(size)}
            testId="inbox-settings-fetch"
            choices={sizes.map((value) => ({
              value,
              label: value === '0' ? t('inbox.settings.fetch.none') : t('inbox.settings.fetch.upTo', { size: Number(value) }),
            }))}
          />
          <Quiet isSmall>
            {t('inbox.settings.kept', { count: settings.data.keptFiles, size: formatBytes(settings.data.keptBytes, locale) })}
          </Quiet>
        </Limited>
      )}
    </>
  )
}

function BlockedPeople(): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const place = useRef<HTMLElement>(null)
  const blocked = useCall('inbox.blocked', {})
  const unblocking = useMutationCall('inbox.setBlocked')
  const unblock = async (customerId: string, name: string): Promise<void> => {
    const result = await unblocking.run({ customerId, blocked: false })
    if (!result.ok) return
    // The button goes with its row; the keys must not go with it.
    place.current?.focus()
    blocked.refetch()
    toast({ text: t('inbox.block.undone', { name }) })
  }
  const error = unblocking.error ?? blocked.error
  const people = blocked.data?.people
  return (
    <section ref={place} tabIndex={-1} className={styles['blocked']} aria-label={t('inbox.settings.blocked')}>
      <h3 className={styles['title']}>{t('inbox.settings.blocked')}</h3>
      {error === null ? null : <ErrorStrip error={error} />}
      {people === undefined && blocked.error === null ? <Skeleton rows={2} /> : null}
      {people?.length === 0 ? <Quiet>{t('inbox.settings.blocked.none')}</Quiet> : null}
      <ul className={styles['people']}>
        {people?.map(({ customerId, name, handle }) => (
          <li key={customerId} className={styles['person']} data-testid="inbox-settings-blocked">
            <span dir="auto">
              <PlainText text={name === '' ? handle : name} />
            </span>
            {name === '' ? null : <Quiet isSmall>{handle}</Quiet>}
            <Button
              size="small"
              label={t('inbox.settings.unblock', { name: name === '' ? handle : name })}
              isBusy={unblocking.isRunning}
              onPress={() => void unblock(customerId, name === '' ? handle : name)}
              needs="inbox.setBlocked"
              testId="inbox-settings-unblock"
            >
              {t('inbox.block.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
