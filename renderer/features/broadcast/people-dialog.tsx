import type { ReactNode } from 'react'
import { usePages, type CallInput, type CallOutput } from '../../bridge/index.ts'
import { PeopleDialog as People } from '../../group-builder/index.ts'
import { useWords } from '../../i18n/index.ts'
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
  /** Only those who get another broadcast first. */
  readonly restingSoon?: boolean | undefined
  readonly onClose: () => void
}

/** The people behind one number of the audience, and what can be done about the reason. */
export function PeopleDialog({ audience, content, broadcastId, reason, restingSoon = false, onClose }: PeopleDialogProps): ReactNode {
  const { t } = useWords()
  const people = usePages('broadcast.audiencePeople', {
    audience,
    reason,
    restingSoon,
    ...(content === undefined ? {} : { content }),
    ...(broadcastId === undefined ? {} : { broadcastId }),
  })
  return (
    <People
      title={
        restingSoon ? t('broadcast.people.restingSoon') : reason === null ? t('broadcast.people.goes') : t(`broadcast.reason.${reason}`)
      }
      lead={reason === null ? undefined : t(`broadcast.reasonDo.${reason}`)}
      people={people}
      onClose={onClose}
      testId="broadcast-people"
    />
  )
}
