import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Tag } from '../data/tag.tsx'

/** Says that a customer's data must not be used, at their wish: whatever they agreed to, nothing is sent. */
export function RestrictedTag({ testId }: { readonly testId?: string | undefined }): ReactNode {
  const { t } = useWords()
  return (
    <Tag tone="warning" icon="ban" testId={testId}>
      {t('ui.restricted')}
    </Tag>
  )
}
