import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { useSaving } from '../../printing/index.ts'
import { Button, Card, DateTime, ErrorStrip, Facts, Link, Menu, Page, Quiet, Skeleton, Stack, Strip, useToast } from '../../ui/index.ts'
import { Entries } from './entries.tsx'
import { NextStep } from './next-step.tsx'
import { RaffleDialog } from './raffle-dialog.tsx'
import styles from './raffle.module.css'
import { StateTag } from './state-tag.tsx'
import type { Raffle } from './types.ts'
import { Winners } from './winners.tsx'

/** One raffle: its one next step, the proof that anybody can check, who is in and who won. */
export function RafflePage({ raffleId }: { readonly raffleId: string }): ReactNode {
  const { t } = useWords()
  const reading = useCall('raffle.list', {})
  const raffle = reading.data?.raffles.find((one) => one.raffleId === raffleId)
  return (
    <Page
      title={raffle?.name ?? t('raffle.title')}
      aside={raffle === undefined ? null : <StateTag state={raffle.state} />}
      actions={raffle === undefined ? null : <Actions raffle={raffle} />}
      testId="raffle-page"
    >
      <Link to={routes.raffles()} testId="raffle-back">
        {t('raffle.back')}
      </Link>
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={8} /> : null}
      {reading.data !== undefined && raffle === undefined ? <Strip tone="info">{t('raffle.gone')}</Strip> : null}
      {raffle === undefined ? null : (
        <Stack gap={4}>
          <NextStep raffle={raffle} />
          {raffle.state === 'drawn' ? <Winners raffle={raffle} /> : null}
          <Terms raffle={raffle} />
          {raffle.state === 'draft' ? null : <Entries raffle={raffle} />}
        </Stack>
      )}
    </Page>
  )
}

function Actions({ raffle }: { readonly raffle: Raffle }): ReactNode {
  const { t, locale } = useWords()
  const toast = useToast()
  const saving = useSaving()
  const proving = useMutationCall('raffle.writeProof')
  const cancelling = useMutationCall('raffle.cancel')
  const removing = useMutationCall('raffle.remove')
  const [isChanging, setIsChanging] = useState(false)
  const { raffleId, state } = raffle
  const prove = async (target: string): Promise<boolean> => {
    const result = await proving.run({ raffleId, target, locale })
    if (result.ok) toast({ text: t('raffle.proof.saved', { name: result.value.fileName }) })
    return result.ok
  }
  const error = saving.error ?? proving.error ?? cancelling.error ?? removing.error
  const more = [
    ...(state === 'draft'
      ? [
          {
            id: 'remove',
            label: t('raffle.remove'),
            needs: 'raffle.remove' as const,
            icon: 'trash' as const,
            isDanger: true,
            onAction: () => void removing.run({ raffleId }),
          },
        ]
      : []),
    ...(state === 'open' || state === 'frozen'
      ? [
          {
            id: 'cancel',
            label: t('raffle.cancel'),
            needs: 'raffle.cancel' as const,
            icon: 'ban' as const,
            isDanger: true,
            onAction: () => void cancelling.run({ raffleId }),
          },
        ]
      : []),
  ]
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} />}
      {more.length === 0 ? null : (
        <Menu
          label={t('raffle.more')}
          trigger={
            <Button icon="more" testId="raffle-more">
              {t('raffle.more')}
            </Button>
          }
          actions={more}
        />
      )}
      {state === 'draft' ? (
        <Button onPress={() => setIsChanging(true)} needs="raffle.save" testId="raffle-change">
          {t('raffle.change')}
        </Button>
      ) : null}
      {state === 'frozen' || state === 'drawn' ? (
        <Button
          icon="download"
          isBusy={proving.isRunning || saving.isBusy}
          onPress={() => saving.save('raffle-proof', `${t('raffle.proof.fileName')} ${raffle.name}.html`, prove)}
          needs="raffle.writeProof"
          testId="raffle-proof"
        >
          {t('raffle.proof.save')}
        </Button>
      ) : null}
      {isChanging ? <RaffleDialog raffle={raffle} onClose={() => setIsChanging(false)} /> : null}
    </>
  )
}

/** What was promised: prize, way in, where the number comes from, and the hash of the list. */
function Terms({ raffle }: { readonly raffle: Raffle }): ReactNode {
  const { t, number } = useWords()
  const { entry, closesAt, listHash, frozenAt, seed } = raffle
  return (
    <Card title={t('raffle.terms')} testId="raffle-terms">
      <Facts
        facts={[
          { name: t('raffle.field.prize'), value: raffle.prize },
          { name: t('raffle.field.winners'), value: number(raffle.winners) },
          {
            name: t('raffle.field.entry'),
            value: entry.kind === 'keyword' ? t('raffle.entry.byWord', { word: entry.word }) : entry.sentence,
            testId: 'raffle-entry',
          },
          { name: t('raffle.cost'), value: t(raffle.isConfirmedFree ? 'raffle.cost.free' : 'raffle.cost.open'), testId: 'raffle-free' },
          { name: t('raffle.field.closesDay'), value: closesAt === null ? t('raffle.byHand') : <DateTime at={closesAt} /> },
          { name: t('raffle.field.seedSource'), value: raffle.seedSource },
          { name: t('raffle.field.seedDay'), value: <DateTime at={raffle.seedAt} /> },
          ...(listHash === null || frozenAt === null
            ? []
            : [
                {
                  name: t('raffle.frozen'),
                  value: (
                    <>
                      {t('raffle.entries', { count: raffle.entries })}{' '}
                      <Quiet isSmall>
                        <DateTime at={frozenAt} />
                      </Quiet>
                    </>
                  ),
                  testId: 'raffle-frozen',
                },
                {
                  name: t('raffle.hash'),
                  value: (
                    <bdi dir="ltr" className={styles['hash']}>
                      {listHash}
                    </bdi>
                  ),
                  testId: 'raffle-hash',
                },
              ]),
          ...(seed === null ? [] : [{ name: t('raffle.seed'), value: seed, testId: 'raffle-seed' }]),
        ]}
      />
    </Card>
  )
}
