import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import type { Field, FieldOf } from '../../../template-values/index.ts'
import { Card, Quiet } from '../../../ui/index.ts'
import { fieldsInUse } from '../by-language.ts'
import { EndValue, FileValue, HeaderValue, VariableRows, type FieldContext } from './value-fields.tsx'
import styles from './message.module.css'

/** Everything of the template that needs a value, from top to bottom: header, fields, offer, links, cards. */
export function ValuesCards(context: FieldContext): ReactNode {
  const { t } = useWords()
  const { template, others, values } = context
  const fields = fieldsInUse(template, others)
  const own = fields.filter((field) => field.card === null)
  const above = own.filter((field): field is FieldOf<'file' | 'place'> => field.kind === 'file' || field.kind === 'place')
  const texts = own.filter((field) => field.kind === 'text')
  const end = own.find((field): field is FieldOf<'end'> => field.kind === 'end')
  const links = own.filter((field) => field.kind === 'link')
  return (
    <>
      {above.length === 0 ? null : (
        <Card title={t('broadcast.header.title')} testId="broadcast-message-above">
          <div className={styles['above']}>
            {above.map((field) => (
              <HeaderValue key={field.key} field={field} values={values} />
            ))}
          </div>
        </Card>
      )}
      <Card title={t('broadcast.variables.title')}>
        {texts.length === 0 ? <Quiet>{t('broadcast.variables.none')}</Quiet> : <VariableRows fields={texts} {...context} />}
      </Card>
      {end === undefined ? null : (
        <Card title={t('broadcast.offer.title')}>
          <EndValue field={end} values={values} />
          <Quiet isSmall>{t('broadcast.offer.why')}</Quiet>
        </Card>
      )}
      {links.length === 0 ? null : (
        <Card title={t('broadcast.links.title')}>
          <VariableRows fields={links} {...context} />
        </Card>
      )}
      <CardsOfValues {...context} fields={fields} />
    </>
  )
}

/** One group for each card that takes something. */
function CardsOfValues({ fields, ...context }: FieldContext & { readonly fields: readonly Field[] }): ReactNode {
  const { t, number } = useWords()
  const cards = [...new Set(fields.flatMap(({ card }) => (card === null ? [] : [card])))]
  if (cards.length === 0) return null
  return (
    <Card title={t('broadcast.cards.title')} testId="broadcast-message-cards">
      {cards.map((card) => {
        const inside = fields.filter((field) => field.card === card)
        const file = inside.find((field): field is FieldOf<'file'> => field.kind === 'file')
        return (
          <fieldset key={card} className={styles['card']} data-testid={`broadcast-message-card-${card}`}>
            <legend>{t('value.card', { index: number(card + 1) })}</legend>
            {file === undefined ? null : <FileValue field={file} values={context.values} />}
            <VariableRows fields={inside} {...context} />
          </fieldset>
        )
      })}
    </Card>
  )
}
