import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { Button, Card, Dialog, ErrorStrip, Link, Quiet, Select, Stack, Table, TextField, useMay } from '../../ui/index.ts'
import type { Drawn, Raffle } from './types.ts'

/** Who won, who gave way, and the way to tell them. */
export function Winners({ raffle }: { readonly raffle: Raffle }): ReactNode {
  const { t, number } = useWords()
  const may = useMay()
  const [passing, setPassing] = useState<Drawn | null>(null)
  return (
    <Card title={t('raffle.winners')} isFlush actions={<Tell raffle={raffle} />} testId="raffle-winners-card">
      <Table<Drawn>
        label={t('raffle.winners')}
        rows={raffle.drawn}
        rowId={(row) => row.entryCode}
        testId="raffle-winners"
        columns={[
          { id: 'place', header: t('raffle.column.place'), width: '12%', align: 'end', cell: (row) => number(row.place) },
          {
            id: 'name',
            header: t('raffle.column.customer'),
            isRowHeader: true,
            cell: (row) =>
              row.customerId === null ? t('raffle.erased') : <Link to={routes.customer(row.customerId)}>{row.customerName}</Link>,
          },
          { id: 'code', header: t('raffle.column.code'), cell: (row) => <bdi dir="ltr">{row.entryCode}</bdi> },
          ...(may('raffle.passOver') || raffle.drawn.some(({ passedOver }) => passedOver !== null)
            ? [
                {
                  id: 'passed',
                  header: t('raffle.column.actions'),
                  align: 'end' as const,
                  cell: (row: Drawn) => <Passed row={row} onPass={() => setPassing(row)} />,
                },
              ]
            : []),
        ]}
      />
      {passing === null ? null : <PassDialog raffle={raffle} drawn={passing} onClose={() => setPassing(null)} />}
    </Card>
  )
}

function Passed({ row, onPass }: { readonly row: Drawn; readonly onPass: () => void }): ReactNode {
  const { t } = useWords()
  if (row.passedOver !== null) return <Quiet isSmall>{t('raffle.pass.done', { reason: row.passedOver })}</Quiet>
  return (
    <Button
      size="small"
      onPress={onPass}
      needs="raffle.passOver"
      label={t('raffle.pass.of', { name: row.customerName })}
      testId="raffle-pass"
    >
      {t('raffle.pass.open')}
    </Button>
  )
}

/** The next in the drawn order takes the place; the reason is kept. */
function PassDialog({
  raffle,
  drawn,
  onClose,
}: {
  readonly raffle: Raffle
  readonly drawn: Drawn
  readonly onClose: () => void
}): ReactNode {
  const { t } = useWords()
  const passing = useMutationCall('raffle.passOver')
  const [reason, setReason] = useState('')
  const pass = async (): Promise<void> => {
    if (reason.trim() === '') return
    const result = await passing.run({ raffleId: raffle.raffleId, place: drawn.place, reason: reason.trim() })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('raffle.pass.title', { name: drawn.customerName })}
      isOpen
      onClose={onClose}
      size="small"
      testId="raffle-pass-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void pass()}
            isBusy={passing.isRunning}
            isDisabled={reason.trim() === ''}
            testId="raffle-pass-do"
          >
            {t('raffle.pass.do')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <TextField
          label={t('raffle.pass.reason')}
          value={reason}
          onChange={setReason}
          onSubmit={() => void pass()}
          isRequired
          autoFocus
          maxLength={200}
          hint={t('raffle.pass.hint')}
          testId="raffle-pass-reason"
        />
        {passing.error === null ? null : <ErrorStrip error={passing.error} />}
      </Stack>
    </Dialog>
  )
}

/** Winners hear of it by a broadcast of their own, reviewed and approved like any other. */
function Tell({ raffle }: { readonly raffle: Raffle }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const [isAsking, setIsAsking] = useState(false)
  if (raffle.broadcastId !== null) {
    const { broadcastId } = raffle
    return (
      <Button size="small" onPress={() => go(routes.broadcast(broadcastId))} testId="raffle-told">
        {t('raffle.tell.see')}
      </Button>
    )
  }
  return (
    <>
      <Button size="small" variant="main" icon="send" onPress={() => setIsAsking(true)} needs="raffle.tellWinners" testId="raffle-tell">
        {t('raffle.tell.open')}
      </Button>
      {isAsking ? <TellDialog raffle={raffle} onClose={() => setIsAsking(false)} /> : null}
    </>
  )
}

function TellDialog({ raffle, onClose }: { readonly raffle: Raffle; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const templates = (useCall('template.list', {}).data?.templates ?? []).filter((template) => template.sendable)
  const telling = useMutationCall('raffle.tellWinners')
  const [key, setKey] = useState<string | null>(null)
  const chosen = templates.find((template) => `${template.name} ${template.language}` === key)
  const tell = async (): Promise<void> => {
    if (chosen === undefined) return
    const result = await telling.run({ raffleId: raffle.raffleId, template: { name: chosen.name, language: chosen.language } })
    if (result.ok) go(routes.broadcast(result.value.broadcastId))
  }
  return (
    <Dialog
      title={t('raffle.tell.title')}
      isOpen
      onClose={onClose}
      size="small"
      testId="raffle-tell-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void tell()}
            isBusy={telling.isRunning}
            isDisabled={chosen === undefined}
            testId="raffle-tell-do"
          >
            {t('raffle.tell.do')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <Quiet>{t('raffle.tell.lead')}</Quiet>
        <Select
          label={t('raffle.tell.template')}
          value={key}
          choices={templates.map((template) => ({
            value: `${template.name} ${template.language}`,
            label: `${template.name} (${template.language})`,
          }))}
          onChange={setKey}
          testId="raffle-tell-template"
        />
        {telling.error === null ? null : <ErrorStrip error={telling.error} />}
      </Stack>
    </Dialog>
  )
}
