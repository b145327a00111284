import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Tag } from '../../ui/index.ts'

/** Says whether an automation is on, to who may not switch it. */
export function OnTag({ isOn }: { readonly isOn: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <Tag tone={isOn ? 'success' : 'neutral'} testId="automation-on">
      {t(isOn ? 'automation.on' : 'automation.off')}
    </Tag>
  )
}
