import { useState, type ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { languageName, useWords } from '../../i18n/index.ts'
import { Card, DateTime, Facts, PhonePreview, Strip } from '../../ui/index.ts'
import { fillSamples } from './fill-samples.ts'
import { QualityTag, StatusTag } from './template-tags.tsx'

type Template = CallOutput<'template.list'>['templates'][number]

type TemplateDetailProps = { readonly template: Template; readonly shopName: string }

/** One template with the samples that Meta approved filled in, and what it means that it can or can't be sent. */
export function TemplateDetail({ template, shopName }: TemplateDetailProps): ReactNode {
  const { t, locale } = useWords()
  const [now] = useState(() => Date.now())
  return (
    <Card title={template.name} testId="template-detail">
      {template.sendable ? null : (
        <Strip tone="warning" testId="template-detail-unsendable">
          {template.unsendableReason === 'shape' ? t('template.unsendable.shape') : t(`template.unsendable.${template.status}`)}
        </Strip>
      )}
      <Facts
        facts={[
          { name: t('template.column.status'), value: <StatusTag template={template} /> },
          { name: t('template.column.category'), value: t(`template.category.${template.category}`) },
          { name: t('template.column.language'), value: languageName(template.language, locale) },
          { name: t('template.column.quality'), value: <QualityTag quality={template.quality} /> },
          {
            name: t('template.fields'),
            value:
              template.variables.length === 0 ? t('template.noFields') : template.variables.map((variable) => variable.name).join(', '),
          },
          { name: t('template.readAt'), value: <DateTime at={template.syncedAt} /> },
        ]}
      />
      <PhonePreview
        message={{
          headerImageUrl: null,
          headerText: template.header?.format === 'TEXT' ? fillSamples(template.header.text ?? '', template, 'header') : null,
          hasPicture: template.header?.format === 'IMAGE',
          body: fillSamples(template.body, template, 'body'),
          footer: template.footer,
          buttons: template.buttons.map((button) => ({ type: button.type, text: button.text })),
        }}
        personName={t('template.samplePerson')}
        shopName={shopName}
        lang={template.language.replace('_', '-')}
        at={now}
        testId="template-detail-preview"
      />
    </Card>
  )
}
