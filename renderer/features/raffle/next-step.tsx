import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { formatDate, useWords } from '../../i18n/index.ts'
import { Allowed, Button, Card, Checkbox, ErrorStrip, Quiet, Stack, TextField, useNow, useToast } from '../../ui/index.ts'
import type { Raffle } from './types.ts'

/** The one thing that can be done next with a raffle, and what it means. */
export function NextStep({ raffle }: { readonly raffle: Raffle }): ReactNode {
  switch (raffle.state) {
    case 'draft':
      return (
        <Allowed needs={['raffle.save', 'raffle.open']}>
          <OpenStep raffle={raffle} />
        </Allowed>
      )
    case 'open':
      return (
        <Allowed needs="raffle.freeze">
          <FreezeStep raffle={raffle} />
        </Allowed>
      )
    case 'frozen':
      return <DrawStep raffle={raffle} />
    case 'drawn':
    case 'cancelled':
      return null
  }
}

type StepProps = { readonly raffle: Raffle }

/** Entry opens only once somebody has said that it costs nothing. */
function OpenStep({ raffle }: StepProps): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('raffle.save')
  const opening = useMutationCall('raffle.open')
  const error = opening.error ?? saving.error
  return (
    <Card title={t('raffle.open.title')}>
      <Stack gap={3}>
        <Quiet>{t(raffle.entry.kind === 'keyword' ? 'raffle.open.word' : 'raffle.open.group')}</Quiet>
        {raffle.isConfirmedFree ? null : (
          <Checkbox
            isSelected={false}
            onChange={() => void saving.run({ ...promiseOf(raffle), isConfirmedFree: true })}
            note={t('raffle.free.note')}
            testId="raffle-confirm-free"
          >
            {t('raffle.free')}
          </Checkbox>
        )}
        {error === null ? null : <ErrorStrip error={error} />}
        <div>
          <Button
            variant="main"
            onPress={() => void opening.run({ raffleId: raffle.raffleId })}
            isBusy={opening.isRunning}
            isDisabled={!raffle.isConfirmedFree}
            testId="raffle-open"
          >
            {t('raffle.open.do')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}

/** What a raffle promises, as it is saved. */
const promiseOf = (raffle: Raffle) => ({
  raffleId: raffle.raffleId,
  name: raffle.name,
  prize: raffle.prize,
  winners: raffle.winners,
  entry: raffle.entry,
  opensAt: raffle.opensAt,
  closesAt: raffle.closesAt,
  seedSource: raffle.seedSource,
  seedAt: raffle.seedAt,
})

function FreezeStep({ raffle }: StepProps): ReactNode {
  const { t, locale, timeZone } = useWords()
  const freezing = useMutationCall('raffle.freeze')
  const isByWord = raffle.entry.kind === 'keyword'
  return (
    <Card title={isByWord ? t('raffle.freeze.title', { count: raffle.entries }) : t('raffle.freeze.group')} testId="raffle-freeze-card">
      <Stack gap={3}>
        <Quiet>{t('raffle.freeze.lead', { at: formatDate(raffle.seedAt, 'date-time', { locale, timeZone }) })}</Quiet>
        {freezing.error === null ? null : <ErrorStrip error={freezing.error} />}
        <div>
          <Button
            variant="main"
            icon="lock"
            onPress={() => void freezing.run({ raffleId: raffle.raffleId })}
            isBusy={freezing.isRunning}
            isDisabled={isByWord && raffle.entries === 0}
            testId="raffle-freeze"
          >
            {t('raffle.freeze.do')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}

/** Publishing the hash comes first; the number comes later, from outside. */
function DrawStep({ raffle }: StepProps): ReactNode {
  const { t, locale, timeZone } = useWords()
  const toast = useToast()
  const now = useNow(2_000)
  const drawing = useMutationCall('raffle.draw')
  const [seed, setSeed] = useState('')
  const isEarly = now < raffle.seedAt
  const at = formatDate(raffle.seedAt, 'date-time', { locale, timeZone })
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(
      t('raffle.publish.text', { name: raffle.name, count: raffle.entries, hash: raffle.listHash ?? '', source: raffle.seedSource, at }),
    )
    toast({ text: t('raffle.publish.copied') })
  }
  return (
    <Card
      title={t('raffle.draw.title')}
      testId="raffle-draw-card"
      actions={
        <Button size="small" icon="copy" onPress={() => void copy()} testId="raffle-copy">
          {t('raffle.publish.copy')}
        </Button>
      }
    >
      <Stack gap={3}>
        <Quiet>{t('raffle.publish.lead')}</Quiet>
        <Allowed needs="raffle.draw">
          <TextField
            label={t('raffle.draw.seed')}
            value={seed}
            onChange={setSeed}
            isDisabled={isEarly}
            maxLength={200}
            hint={isEarly ? t('raffle.draw.early', { at }) : raffle.seedSource}
            testId="raffle-draw-seed"
          />
          {drawing.error === null ? null : <ErrorStrip error={drawing.error} />}
          <div>
            <Button
              variant="main"
              onPress={() => void drawing.run({ raffleId: raffle.raffleId, seed: seed.trim() })}
              isBusy={drawing.isRunning}
              isDisabled={isEarly || seed.trim() === ''}
              testId="raffle-draw"
            >
              {t('raffle.draw.do', { count: raffle.winners })}
            </Button>
          </div>
        </Allowed>
      </Stack>
    </Card>
  )
}
