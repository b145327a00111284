import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, Select } from '../../../ui/index.ts'
import type { HeaderFormat } from '../types.ts'
import { BoxField } from './box-field.tsx'
import type { Builder } from './builder.ts'
import { changeText, setHeader, setHeaderSample } from './content.ts'
import { SampleFile } from './sample-file.tsx'

const formats: readonly HeaderFormat[] = ['NONE', 'IMAGE', 'TEXT', 'VIDEO', 'DOCUMENT', 'LOCATION', 'PRODUCT']

/** What stands above the text. */
export function HeaderCard({ builder }: { readonly builder: Builder }): ReactNode {
  const { t } = useWords()
  const { text, change, check, whyBlocked, draftId, samples, addSample } = builder
  const { header, language } = text
  if (text.carousel !== null) return null
  const { format } = header
  return (
    <Card title={t('template.builder.header')}>
      <Select
        label={t('template.builder.headerKind')}
        isLabelHidden
        value={format}
        onChange={(next) => change((content) => setHeader(content, next))}
        testId="template-header-kind"
        choices={formats.map((value) => {
          const reason = value === format ? null : whyBlocked(`header.${value}`)
          return { value, label: t(`template.header.${value}`), note: reason ?? undefined, isDisabled: reason !== null }
        })}
      />
      {format === 'TEXT' ? (
        <BoxField
          label={t('template.builder.headerText')}
          value={header.text}
          onChange={(words) =>
            change((content) => changeText(content, language, (one) => ({ ...one, header: { ...one.header, text: words } })))
          }
          place={{ part: 'header', index: null, inner: null, field: null }}
          language={language}
          limit={check?.limits.header}
        />
      ) : null}
      {format === 'IMAGE' || format === 'VIDEO' || format === 'DOCUMENT' ? (
        <SampleFile
          draftId={draftId}
          kind={format}
          sampleId={header.sampleId}
          samples={samples}
          onAdded={addSample}
          onChange={(sampleId) => change((content) => setHeaderSample(content, language, sampleId))}
          place={{ part: 'header', index: null }}
        />
      ) : null}
      {format === 'LOCATION' || format === 'PRODUCT' ? <p>{t(`template.headerNote.${format}`)}</p> : null}
    </Card>
  )
}
