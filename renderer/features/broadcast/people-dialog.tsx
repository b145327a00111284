import type { ReactNode } from 'react'
import { usePages, type CallInput, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Button, Dialog, ErrorStrip, Link, Phone, Quiet, Skeleton, Table } from '../../ui/index.ts'
import type { Content } from './content.ts'

type Audience = CallInput<'broadcast.audience'>['audience']
type Reason = CallOutput<'broadcast.audience'>['skipped'][number]['reason']
type BroadcastId = CallOutput<'broadcast.review'>['broadcastId']

type PeopleDialogProps = {
  readonly audience: Audience
  /** The message, where people may be left out because of it. */
  readonly content?: Content | undefined
  /** The broadcast that was reviewed: who is kept back differs by broadcast. */
  readonly broadcastId?: BroadcastId | undefined
  /** Null lists the people who will get it. */
  readonly reason: Reason | null
  readonly onClose: () => void
}

/** The people behind one number of the audience, and what can be done about the reason. */
export function PeopleDialog({ audience, content, broadcastId, reason, onClose }: PeopleDialogProps): ReactNode {
  const { t } = useWords()
  const people = usePages('broadcast.audiencePeople', {
    audience,
    reason,
    ...(content === undefined ? {} : { content }),
    ...(broadcastId === undefined ? {} : { broadcastId }),
  })
  const rows = people.pages.flatMap((page) => page.people)
  const title = reason === null ? t('broadcast.people.goes') : t(`broadcast.reason.${reason}`)
  const footer = (
    <Button onPress={onClose} testId="broadcast-people-close">
      {t('ui.close')}
    </Button>
  )
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide" testId="broadcast-people" footer={footer}>
      {reason === null ? null : <p>{t(`broadcast.reasonDo.${reason}`)}</p>}
      {people.error === null ? null : <ErrorStrip error={people.error} action={{ label: t('ui.tryAgain'), onAction: people.refetch }} />}
      {people.isLoading ? <Skeleton rows={5} rowHeight="table" /> : null}
      {rows.length === 0 ? null : (
        <Table
          label={title}
          rows={rows}
          rowId={(person) => person.customerId}
          more={people.more}
          isFetchingMore={people.isFetchingMore}
          testId="broadcast-people-list"
          columns={[
            {
              id: 'name',
              header: t('broadcast.column.name'),
              isRowHeader: true,
              cell: (person) => (
                <Link to={routes.customer(person.customerId)}>{person.name === '' ? t('broadcast.noName') : <bdi>{person.name}</bdi>}</Link>
              ),
            },
            {
              id: 'phone',
              header: t('broadcast.column.number'),
              cell: (person) => (person.phone === null ? <Quiet>{t('ui.noNumber')}</Quiet> : <Phone phone={person.phone} />),
            },
          ]}
        />
      )}
    </Dialog>
  )
}
