import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { PhonePreview } from '../../../ui/index.ts'
import type { DraftText } from '../types.ts'
import { previewOf } from './preview-of.ts'
import { useSamplePicture } from './sample-file.tsx'

/** The phone beside the editor; follows every key. */
export function BuilderPreview({ text }: { readonly text: DraftText }): ReactNode {
  const { t } = useWords()
  const vault = useCall('vault.status', {})
  const [now] = useState(() => Date.now())
  const header = useSamplePicture(text.header.format === 'IMAGE' ? text.header.sampleId : null)
  const pictures = useCardPictures(text)
  return (
    <PhonePreview
      message={previewOf(text, { header, card: (index) => pictures[index] ?? null }, t('template.builder.sampleTimeLeft'))}
      personName={t('template.samplePerson')}
      shopName={vault.data?.shop?.name ?? ''}
      lang={text.language.replace('_', '-')}
      at={now}
      testId="template-preview"
    />
  )
}

/** Pictures of up to ten cards; hooks can't be called in a loop of changing length, so all ten are asked in a fixed row. */
function useCardPictures({ carousel }: DraftText): readonly (string | null)[] {
  const id = (index: number) => (carousel?.kind === 'IMAGE' ? (carousel.cards[index]?.sampleId ?? null) : null)
  return [
    useSamplePicture(id(0)),
    useSamplePicture(id(1)),
    useSamplePicture(id(2)),
    useSamplePicture(id(3)),
    useSamplePicture(id(4)),
    useSamplePicture(id(5)),
    useSamplePicture(id(6)),
    useSamplePicture(id(7)),
    useSamplePicture(id(8)),
    useSamplePicture(id(9)),
  ]
}
