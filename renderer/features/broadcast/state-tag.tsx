import type { ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Tag, type IconName, type Tone } from '../../ui/index.ts'

type State = CallOutput<'broadcast.status'>['state']

const looks: Readonly<Record<State, readonly [Tone, IconName]>> = {
  draft: ['neutral', 'template'],
  asked: ['warning', 'question'],
  approved: ['accent', 'clock'],
  planned: ['accent', 'clock'],
  missed: ['warning', 'alert'],
  running: ['accent', 'send'],
  paused: ['warning', 'pause'],
  stopped: ['neutral', 'stop'],
  finished: ['success', 'ok'],
}

/** Where a broadcast stands, in words. */
export function StateTag({ state, testId }: { readonly state: State; readonly testId: string }): ReactNode {
  const { t } = useWords()
  const [tone, icon] = looks[state]
  return (
    <span data-testid={testId} data-state={state}>
      <Tag tone={tone} icon={icon}>
        {t(`broadcast.state.${state}`)}
      </Tag>
    </span>
  )
}
