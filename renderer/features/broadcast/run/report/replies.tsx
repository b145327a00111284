import { useState, type ReactNode } from 'react'
import { usePages, type CallOutput } from '../../../../bridge/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { routes } from '../../../../navigation/index.ts'
import { Button, Card, DateTime, Dialog, ErrorStrip, Link, Quiet, Skeleton, Stack, Table, Tag } from '../../../../ui/index.ts'
import type { ReportData } from './types.ts'

type Intent = ReportData['intents'][number]['intent']
type Reply = CallOutput<'broadcast.replies'>['replies'][number]

/** Who answered, sorted by what they seem to want. */
export function Replies({ broadcastId, report }: { readonly broadcastId: string; readonly report: ReportData }): ReactNode {
  const { t, number } = useWords()
  const [shown, setShown] = useState<Intent | null>(null)
  return (
    <Card
      title={t('broadcast.replies.title', { count: report.funnel.replied })}
      testId="broadcast-report-replies"
      actions={
        report.funnel.replied === 0 ? null : (
          <Link to={routes.inbox()} testId="broadcast-report-open-replies">
            {t('broadcast.live.openReplies')}
          </Link>
        )
      }
    >
      {report.funnel.replied === 0 ? (
        <Quiet>{t('broadcast.replies.none')}</Quiet>
      ) : (
        <Stack isRow gap={2}>
          {report.intents
            .filter(({ people }) => people > 0)
            .map(({ intent, people }) => (
              <Button
                key={intent}
                size="small"
                onPress={() => setShown(intent)}
                label={t('broadcast.seeCount', { what: t(`broadcast.intent.${intent}`), count: people })}
                testId={`broadcast-replies-${intent}`}
              >
                {t(`broadcast.intent.${intent}`)} {number(people)}
              </Button>
            ))}
        </Stack>
      )}
      {shown === null ? null : <ReplyDialog broadcastId={broadcastId} intent={shown} onClose={() => setShown(null)} />}
    </Card>
  )
}

type ReplyDialogProps = { readonly broadcastId: string; readonly intent: Intent; readonly onClose: () => void }

function ReplyDialog({ broadcastId, intent, onClose }: ReplyDialogProps): ReactNode {
  const { t } = useWords()
  const list = usePages('broadcast.replies', { broadcastId, intent })
  const rows = list.pages.flatMap((page) => page.replies)
  return (
    <Dialog title={t(`broadcast.intent.${intent}`)} isOpen onClose={onClose} size="wide" testId="broadcast-replies-dialog">
      {list.error === null ? null : <ErrorStrip error={list.error} />}
      {list.isLoading ? <Skeleton rows={4} /> : null}
      <Table<Reply>
        label={t(`broadcast.intent.${intent}`)}
        rows={rows}
        rowId={(row) => row.customerId}
        more={list.more}
        isFetchingMore={list.isFetchingMore}
        testId="broadcast-replies-list"
        columns={[
          {
            id: 'name',
            header: t('broadcast.column.name'),
            isRowHeader: true,
            width: '24%',
            cell: (row) => (
              <Link to={routes.conversation(row.customerId)}>{row.name === '' ? t('broadcast.noName') : <bdi>{row.name}</bdi>}</Link>
            ),
          },
          { id: 'text', header: t('broadcast.replies.text'), cell: (row) => <span dir="auto">{row.text}</span> },
          { id: 'at', header: t('broadcast.replies.at'), width: '16%', cell: (row) => <DateTime at={row.at} style="short" /> },
          {
            id: 'answered',
            header: t('broadcast.column.state'),
            width: '16%',
            cell: (row) => (
              <Tag tone={row.isAnswered ? 'success' : 'warning'} icon={row.isAnswered ? 'ok' : 'clock'}>
                {t(row.isAnswered ? 'broadcast.replies.answered' : 'broadcast.replies.waiting')}
              </Tag>
            ),
          },
        ]}
      />
    </Dialog>
  )
}
