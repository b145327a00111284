import { useEffect, useState, type ReactNode } from 'react'
import { errorWordIds, useWords } from '../../../i18n/index.ts'
import { Button, DateTime, Icon, QrCode, Quiet, TextField, useAnnounce } from '../../../ui/index.ts'
import type { LiveTest } from '../types.ts'
import type { Live } from './use-live-test.ts'
import styles from './wizard.module.css'

type LiveTestProps = { readonly live: Live; readonly test: LiveTest; readonly phone: string }
type Place = 'done' | 'now' | 'later' | 'failed'

const order = ['waiting', 'received', 'answering', 'answered'] as const
const placeIn = (test: LiveTest, from: (typeof order)[number]): Place => {
  if (test.state === 'failed') return from === 'answering' ? 'failed' : from === 'answered' ? 'later' : 'done'
  const distance = order.indexOf(test.state) - order.indexOf(from)
  return distance > 0 || test.state === 'answered' ? 'done' : distance === 0 ? 'now' : 'later'
}

/** The code to read with a phone, and how far the test is. */
export function LiveTestView({ live, test, phone }: LiveTestProps): ReactNode {
  const { t } = useWords()
  useSpoken(test)
  return (
    <div className={styles['live']} data-testid="connection-live-test" data-state={test.state}>
      <div className={styles['qrFrame']}>
        <QrCode text={test.link} label={t('connection.live.qr', { phone })} testId="connection-qr" />
        <bdi dir="ltr" className={styles['qrLink']} data-testid="connection-live-link">
          {test.link}
        </bdi>
      </div>
      <ol className={styles['progress']}>
        <ProgressLine place={placeIn(test, 'waiting')} words={t('connection.live.say', { phone })}>
          {test.state === 'waiting' ? <Quiet>{t('connection.live.waiting')}</Quiet> : <Received test={test} />}
        </ProgressLine>
        <ProgressLine place={test.state === 'received' ? 'now' : placeIn(test, 'answering')} words={t('connection.live.answer')}>
          {test.state === 'received' || test.state === 'failed' ? <Answer live={live} test={test} /> : null}
          {test.state === 'answering' ? <Quiet>{t('connection.live.answering')}</Quiet> : null}
        </ProgressLine>
        <ProgressLine place={placeIn(test, 'answered')} words={t('connection.live.delivered')}>
          {test.state === 'answered' ? <Quiet>{t('connection.live.done')}</Quiet> : null}
        </ProgressLine>
        <li>
          <span />
          <span>
            <Button size="small" variant="quiet" icon="refresh" onPress={() => void live.begin()} testId="connection-live-again">
              {t('connection.live.again')}
            </Button>
          </span>
        </li>
      </ol>
    </div>
  )
}

const icons = { done: 'ok', now: 'clock', later: 'dashed', failed: 'alert' } as const

function ProgressLine({
  place,
  words,
  children,
}: {
  readonly place: Place
  readonly words: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <li data-state={place}>
      <Icon name={icons[place]} />
      <div className={styles['progressBody']}>
        <p>{words}</p>
        {children}
      </div>
    </li>
  )
}

function Received({ test }: { readonly test: LiveTest }): ReactNode {
  const { rich } = useWords()
  return (
    <span data-testid="connection-live-from">
      <Quiet>
        {rich('connection.live.received', {
          from: (
            <bdi key="from" dir="ltr">
              {test.from}
            </bdi>
          ),
          time: test.receivedAt === null ? '' : <DateTime key="at" at={test.receivedAt} style="time" />,
        })}
      </Quiet>
    </span>
  )
}

/** A first answer, ready to send; after a failure it can be tried again. */
function Answer({ live, test }: { readonly live: Live; readonly test: LiveTest }): ReactNode {
  const { t } = useWords()
  const [text, setText] = useState(() => t('connection.live.answerText'))
  const [isSending, setIsSending] = useState(false)
  const send = async (): Promise<void> => {
    if (text.trim() === '') return
    setIsSending(true)
    await live.answer(text.trim())
    setIsSending(false)
  }
  const failed = test.code === null ? null : errorWordIds({ code: test.code as 'bug', retry: 'never' })
  return (
    <>
      {failed === null ? null : (
        <p role="alert" data-testid="connection-live-failed">
          {t(failed.what)} {t(failed.do)}
        </p>
      )}
      <TextField
        label={t('connection.live.answerField')}
        value={text}
        onChange={setText}
        maxLength={1000}
        onSubmit={() => void send()}
        testId="connection-live-text"
      />
      <span>
        <Button icon="send" onPress={() => void send()} isBusy={isSending} testId="connection-live-send">
          {t('connection.live.send')}
        </Button>
      </span>
    </>
  )
}

/** Tells screen readers when the test went on by itself. */
function useSpoken(test: LiveTest): void {
  const { t } = useWords()
  const announce = useAnnounce()
  const { state, from } = test
  useEffect(() => {
    if (state === 'received') announce(t('connection.live.saidReceived', { from: from ?? '' }))
    if (state === 'answered') announce(t('connection.live.done'))
    // The words follow the state; a change of language alone says nothing new.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [state, from, announce])
}
