import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, Checkbox, Quiet } from '../../../ui/index.ts'
import { BoxField } from './box-field.tsx'
import type { Builder } from './builder.ts'
import { changeText, fieldsOf, setOffer } from './content.ts'
import { isKnownField } from './known-fields.ts'
import { TextEditor } from './text-editor.tsx'
import styles from './builder.module.css'

/** The text with its fields, their examples, the line of an offer that ends, and the small text. */
export function TextCard({ builder }: { readonly builder: Builder }): ReactNode {
  const { t } = useWords()
  const { text, content, change, check, whyBlocked } = builder
  const { language } = text
  const fields = fieldsOf(text)
  const offerReason = text.offer === null ? whyBlocked('offer') : null
  const footerReason = text.footer === '' ? whyBlocked('footer') : null
  const place = (part: 'offer' | 'footer') => ({ part, index: null, inner: null, field: null })
  return (
    <Card title={t('template.builder.text')}>
      <TextEditor
        label={t('template.builder.body')}
        value={text.body}
        onChange={(body) => change((all) => changeText(all, language, (one) => ({ ...one, body })))}
        part="body"
        index={null}
        language={language}
        limit={check?.limits.body}
        fields={fields}
        rows={6}
      />
      {fields.length === 0 ? null : (
        <>
          <Quiet isSmall>{t('template.builder.samples')}</Quiet>
          <div className={styles['samples']}>
            {fields.map((name) => (
              <BoxField
                key={name}
                label={t('template.builder.sampleOf', { field: isKnownField(name) ? t(`template.field.${name}`) : name })}
                value={text.samples[name] ?? ''}
                onChange={(sample) =>
                  change((all) => changeText(all, language, (one) => ({ ...one, samples: { ...one.samples, [name]: sample } })))
                }
                place={{ part: 'sample', index: null, inner: null, field: name }}
                language={language}
              />
            ))}
          </div>
        </>
      )}
      {text.offer === null && (content.purpose === 'UTILITY' || text.carousel !== null) ? null : (
        <Checkbox
          isSelected={text.offer !== null}
          onChange={(isOn) => change((all) => setOffer(all, isOn))}
          isDisabled={offerReason !== null}
          note={offerReason ?? t('template.builder.offerNote')}
          testId="template-offer"
        >
          {t('template.builder.offer')}
        </Checkbox>
      )}
      {text.offer === null ? null : (
        <BoxField
          label={t('template.builder.offerText')}
          value={text.offer.text}
          onChange={(words) =>
            change((all) =>
              changeText(all, language, (one) => (one.offer === null ? one : { ...one, offer: { ...one.offer, text: words } })),
            )
          }
          place={place('offer')}
          language={language}
          limit={check?.limits.offer}
        />
      )}
      {text.carousel !== null && text.footer === '' ? null : footerReason !== null ? (
        <Quiet isSmall>{footerReason}</Quiet>
      ) : (
        <BoxField
          label={t('template.builder.footer')}
          value={text.footer}
          onChange={(footer) => change((all) => changeText(all, language, (one) => ({ ...one, footer })))}
          place={place('footer')}
          language={language}
          limit={check?.limits.footer}
          isOptional
        />
      )}
    </Card>
  )
}
