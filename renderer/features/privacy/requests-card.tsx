import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, DateTime, ErrorStrip, Quiet, Table, Tag, useNow } from '../../ui/index.ts'
import { RequestDialog } from './request-dialog.tsx'
import type { PrivacyRequest } from './types.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const SOON_DAYS = 7

/** What customers asked about their data, with the day by which the law wants an answer. */
export function RequestsCard(): ReactNode {
  const { t } = useWords()
  const list = useCall('privacy.requests', {})
  const [shown, setShown] = useState<PrivacyRequest | 'new' | null>(null)
  const requests = list.data?.requests ?? []
  return (
    <Card
      title={t('privacy.requests.title')}
      actions={
        <Button needs="privacy.saveRequest" size="small" icon="plus" onPress={() => setShown('new')} testId="privacy-request-new">
          {t('privacy.requests.new')}
        </Button>
      }
      testId="privacy-requests"
      isFlush={requests.length > 0}
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {requests.length === 0 ? <Quiet>{t('privacy.requests.none')}</Quiet> : <Requests requests={requests} onOpen={setShown} />}
      {shown === null ? null : (
        <RequestDialog
          key={shown === 'new' ? 'new' : shown.requestId}
          request={shown === 'new' ? null : shown}
          onSaved={list.refetch}
          onClose={() => setShown(null)}
        />
      )}
    </Card>
  )
}

type RequestsProps = { readonly requests: readonly PrivacyRequest[]; readonly onOpen: (request: PrivacyRequest) => void }

function Requests({ requests, onOpen }: RequestsProps): ReactNode {
  const { t } = useWords()
  return (
    <Table
      label={t('privacy.requests.title')}
      rows={requests}
      rowId={(request) => request.requestId}
      onOpen={onOpen}
      testId="privacy-requests-list"
      columns={[
        {
          id: 'kind',
          header: t('privacy.request.kind'),
          isRowHeader: true,
          cell: (request) => (
            <Button variant="quiet" size="small" onPress={() => onOpen(request)}>
              {t(`privacy.request.kind.${request.kind}`)}
            </Button>
          ),
        },
        {
          id: 'who',
          header: t('privacy.request.who'),
          cell: (request) => (request.customerName === '' ? t('privacy.request.nobody') : <bdi>{request.customerName}</bdi>),
        },
        { id: 'due', header: t('privacy.request.due'), cell: (request) => <DateTime at={request.dueAt} style="date" /> },
        { id: 'state', header: t('privacy.request.state'), cell: (request) => <Due request={request} /> },
      ]}
    />
  )
}

/** How many days are left, in words as well as in colour. */
function Due({ request }: { readonly request: PrivacyRequest }): ReactNode {
  const { t } = useWords()
  const now = useNow(MINUTE_MS)
  if (request.state !== 'open') return <Tag>{t(`privacy.request.state.${request.state}`)}</Tag>
  const days = Math.ceil((request.dueAt - now) / DAY_MS)
  if (days < 0) return <Tag tone="danger">{t('privacy.request.late', { count: -days })}</Tag>
  return <Tag tone={days <= SOON_DAYS ? 'warning' : 'neutral'}>{t('privacy.request.daysLeft', { count: days })}</Tag>
}
