import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Tag } from '../../ui/index.ts'
import type { Raffle } from './types.ts'

const looks = {
  draft: ['neutral', 'template'],
  open: ['accent', 'send'],
  frozen: ['warning', 'lock'],
  drawn: ['success', 'ok'],
  cancelled: ['neutral', 'ban'],
} as const

/** Where a raffle stands. */
export function StateTag({ state }: { readonly state: Raffle['state'] }): ReactNode {
  const { t } = useWords()
  const [tone, icon] = looks[state]
  return (
    <Tag tone={tone} icon={icon}>
      {t(`raffle.state.${state}`)}
    </Tag>
  )
}
