import { useState, type ReactNode } from 'react'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { useSaving } from '../../../printing/index.ts'
import { useMutationCall } from '../../../bridge/index.ts'
import { Button, DateTime, Dialog, ErrorStrip, Link, PlainText, Quiet, Tag } from '../../../ui/index.ts'
import styles from '../customer.module.css'
import { personWords } from '../person-words.ts'
import type { ConsentEntry, CustomerCard } from '../types.ts'
import { zoneOfDayAlone } from './day-alone.ts'

type Showing = 'text' | 'proof' | null
type Evidence = NonNullable<ConsentEntry['evidence']>

/** One decision: when, what, how and by whom, with what proves it. */
export function ConsentEntryLine({
  entry,
  customerId,
}: {
  readonly entry: ConsentEntry
  readonly customerId: CustomerCard['customerId']
}): ReactNode {
  const { t } = useWords()
  const [showing, setShowing] = useState<Showing>(null)
  const { evidence, messageId, wording } = entry
  return (
    <li className={styles['entry']} data-testid="customer-consent-entry">
      <When entry={entry} />
      <Tag tone={entry.decision === 'yes' ? 'success' : 'neutral'} icon={entry.decision === 'yes' ? 'ok' : 'ban'}>
        {t(entry.decision === 'yes' ? 'customer.consent.yes' : 'customer.consent.no')}
      </Tag>
      <span className={styles['entryWords']}>
        {t(`customer.consent.purpose.${entry.purpose}`)} · {t(`ui.source.${entry.source}`)}
        {entry.detail === '' ? null : <span dir="auto"> · {entry.detail}</span>}{' '}
        <span className={styles['entryBy']}>
          <Quiet isSmall>{t('customer.consent.by', { person: personWords(entry.recordedBy, t) })}</Quiet>
        </span>
      </span>
      <span className={styles['actions']}>
        {wording === '' ? null : (
          <Button size="small" variant="quiet" onPress={() => setShowing('text')} testId="customer-consent-text">
            {t('record.consent.seeText')}
          </Button>
        )}
        {messageId === null ? null : (
          <Link to={routes.message(customerId, messageId)} testId="customer-consent-chat">
            {t('record.consent.seeChat')}
          </Link>
        )}
        {evidence === null ? null : (
          <Button size="small" variant="quiet" onPress={() => setShowing('proof')} testId="customer-consent-proof">
            {t('record.consent.seeProof')}
          </Button>
        )}
      </span>
      {showing === 'text' ? (
        <Dialog title={t('record.consent.text')} isOpen onClose={() => setShowing(null)} size="small" testId="customer-consent-wording">
          <PlainText text={wording} />
        </Dialog>
      ) : null}
      {showing === 'proof' && evidence !== null ? <ProofDialog evidence={evidence} onClose={() => setShowing(null)} /> : null}
    </li>
  )
}

/** When it was decided; of a day that a person chose or a list named, no time is claimed. */
function When({ entry }: { readonly entry: ConsentEntry }): ReactNode {
  const words = useWords()
  const zone = entry.messageId === null ? zoneOfDayAlone(entry.at, words.timeZone) : null
  return zone === null ? <DateTime at={entry.at} /> : <span>{formatDate(entry.at, 'date', { ...words, timeZone: zone })}</span>
}

/** The file that proves it: a picture is shown, anything else can be saved. */
function ProofDialog({ evidence, onClose }: { readonly evidence: Evidence; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const choosing = useSaving()
  const writing = useMutationCall('media.save')
  const save = (): void =>
    choosing.save('chat-file', evidence.name, async (target) => (await writing.run({ mediaFileId: evidence.mediaFileId, target })).ok)
  const error = choosing.error ?? writing.error
  return (
    <Dialog
      title={t('record.consent.proof')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="customer-consent-evidence"
      footer={
        <Button needs="media.save" icon="download" onPress={save} isBusy={choosing.isBusy || writing.isRunning}>
          {t('record.consent.saveProof')}
        </Button>
      }
    >
      {error === null ? null : <ErrorStrip error={error} />}
      {evidence.shownAs === 'image' ? (
        <img className={styles['proof']} src={`app://media/${evidence.mediaFileId}`} alt={evidence.name} />
      ) : (
        <bdi>{evidence.name}</bdi>
      )}
    </Dialog>
  )
}
