import type { ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Tag, type IconName, type Tone } from '../../ui/index.ts'

type Template = CallOutput<'template.list'>['templates'][number]

const looks: Readonly<Record<Template['status'], readonly [Tone, IconName]>> = {
  APPROVED: ['success', 'ok'],
  PENDING: ['neutral', 'clock'],
  IN_APPEAL: ['neutral', 'clock'],
  REJECTED: ['danger', 'ban'],
  PAUSED: ['warning', 'pause'],
  DISABLED: ['danger', 'ban'],
  PENDING_DELETION: ['warning', 'trash'],
  DELETED: ['danger', 'trash'],
  LIMIT_EXCEEDED: ['warning', 'alert'],
  ARCHIVED: ['neutral', 'lock'],
  UNKNOWN: ['neutral', 'question'],
}

/** Where a template stands with Meta, in words. */
export function StatusTag({ template }: { readonly template: Template }): ReactNode {
  const { t } = useWords()
  const [tone, icon] = looks[template.status]
  return (
    <Tag tone={tone} icon={icon} testId="template-status">
      {t(`template.status.${template.status}`)}
    </Tag>
  )
}

/** How people received a template lately. */
export function QualityTag({ quality }: { readonly quality: Template['quality'] }): ReactNode {
  const { t } = useWords()
  const tone: Tone = quality === 'RED' ? 'danger' : quality === 'YELLOW' ? 'warning' : 'neutral'
  return <Tag tone={tone}>{t(`template.quality.${quality}`)}</Tag>
}
