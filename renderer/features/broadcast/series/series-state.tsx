import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Tag, type IconName, type Tone } from '../../../ui/index.ts'
import type { Series } from './series-form.ts'

const looks: Readonly<Record<Series['state'], readonly [Tone, IconName]>> = {
  draft: ['neutral', 'template'],
  on: ['success', 'refresh'],
  paused: ['warning', 'pause'],
  over: ['neutral', 'ok'],
}

/** How a series stands, in words. */
export function SeriesState({ series }: { readonly series: Pick<Series, 'state'> }): ReactNode {
  const { t } = useWords()
  const [tone, icon] = looks[series.state]
  return (
    <span data-testid="series-state" data-state={series.state}>
      <Tag tone={tone} icon={icon}>
        {t(`series.state.${series.state}`)}
      </Tag>
    </span>
  )
}
