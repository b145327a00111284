import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, Checkbox, IconButton, Quiet, Select } from '../../../ui/index.ts'
import type { ButtonType } from '../types.ts'
import type { Builder } from './builder.ts'
import { ButtonRow } from './button-row.tsx'
import { addCard, addCardButton, fieldsOf, removeCard, removeCardButton, setCard, setCarousel } from './content.ts'
import { SampleFile } from './sample-file.tsx'
import { TextEditor } from './text-editor.tsx'
import styles from './builder.module.css'

const kinds = ['IMAGE', 'VIDEO', 'PRODUCT'] as const
const types: readonly ButtonType[] = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'SPM']

/** Cards to swipe: of pictures, films or products. All cards look alike, so what is added to one is added to all. */
export function CardsCard({ builder }: { readonly builder: Builder }): ReactNode {
  const { t, number } = useWords()
  const { text, change, check, whyBlocked } = builder
  const { carousel } = text
  const reason = carousel === null ? whyBlocked('carousel') : null
  const most = check?.limits.cards ?? 0
  return (
    <Card
      title={t('template.builder.cards')}
      actions={
        carousel === null || check === null ? null : (
          <Quiet isSmall>{t('template.builder.count', { used: number(carousel.cards.length), most: number(most) })}</Quiet>
        )
      }
    >
      <Checkbox
        isSelected={carousel !== null}
        onChange={(isOn) => change((content) => setCarousel(content, isOn ? 'IMAGE' : null))}
        isDisabled={reason !== null}
        note={reason ?? t('template.builder.cardsNote')}
        testId="template-cards"
      >
        {t('template.builder.cardsOn')}
      </Checkbox>
      {carousel === null ? null : (
        <>
          <Select
            label={t('template.builder.cardKind')}
            value={carousel.kind}
            onChange={(kind) => change((content) => setCarousel(content, kind))}
            testId="template-card-kind"
            choices={kinds.map((value) => ({ value, label: t(`template.cardKind.${value}`) }))}
          />
          {carousel.cards.map((_, index) => (
            <OneCard key={index} builder={builder} index={index} />
          ))}
          <div className={styles['tools']}>
            <Button
              icon="plus"
              size="small"
              onPress={() => change(addCard)}
              isDisabled={carousel.cards.length >= most}
              testId="template-add-card"
            >
              {t('template.builder.addCard')}
            </Button>
          </div>
        </>
      )}
    </Card>
  )
}

function OneCard({ builder, index }: { readonly builder: Builder; readonly index: number }): ReactNode {
  const { t, number } = useWords()
  const { text, change, check, draftId, samples, addSample } = builder
  const { carousel, language } = text
  const card = carousel?.cards[index]
  if (carousel === null || card === undefined) return null
  const edit = (part: Parameters<typeof setCard>[2]['change']): void =>
    change((content) => setCard(content, language, { index, change: part }))
  const canRemove = carousel.cards.length > (check?.limits.minCards ?? 2)
  return (
    <div className={styles['row']} data-testid="template-card">
      <div className={styles['rowHead']}>
        <span className={styles['rowTitle']}>{t('template.builder.card', { number: number(index + 1) })}</span>
        {canRemove ? (
          <IconButton
            icon="trash"
            size="small"
            label={t('template.builder.removeCard', { number: number(index + 1) })}
            onPress={() => change((content) => removeCard(content, index))}
          />
        ) : null}
      </div>
      {carousel.kind === 'PRODUCT' ? (
        <Quiet isSmall>{t('template.builder.productCard')}</Quiet>
      ) : (
        <>
          <SampleFile
            draftId={draftId}
            kind={carousel.kind}
            sampleId={card.sampleId}
            samples={samples}
            onAdded={addSample}
            onChange={(sampleId) => edit({ sampleId })}
            place={{ part: 'card', index }}
          />
          <TextEditor
            label={t('template.builder.cardText')}
            value={card.body}
            onChange={(body) => edit({ body })}
            part="card"
            index={index}
            language={language}
            limit={check?.limits.cardBody}
            fields={fieldsOf(text)}
            rows={2}
          />
        </>
      )}
      {card.buttons.map((button, inner) => (
        <ButtonRow
          key={`${inner}-${button.type}`}
          button={button}
          place={{ part: 'cardButton', index, inner }}
          language={language}
          limits={check?.limits}
          onChange={(part) => edit({ buttons: card.buttons.map((one, place) => (place === inner ? { ...one, ...part } : one)) })}
          onRemove={() => change((content) => removeCardButton(content, inner))}
          onMove={null}
        />
      ))}
      {index === 0 ? <AddCardButton builder={builder} /> : null}
    </div>
  )
}

function AddCardButton({ builder }: { readonly builder: Builder }): ReactNode {
  const { t } = useWords()
  const { change, whyBlocked } = builder
  return (
    <Select
      label={t('template.builder.addCardButton')}
      isLabelHidden
      placeholder={t('template.builder.addCardButton')}
      value={null}
      onChange={(type: ButtonType) => change((content) => addCardButton(content, type))}
      testId="template-add-card-button"
      choices={types.map((value) => {
        const reason = whyBlocked(`cardButton.${value}`)
        return { value, label: t(`template.button.${value}`), note: reason ?? undefined, isDisabled: reason !== null }
      })}
    />
  )
}
