import { useState, type ReactNode } from 'react'
import { CATALOG_LIMITS as L } from '#contract/limits/catalog.ts'
import { useWords } from '../../../i18n/index.ts'
import { Checkbox, ComboBox, Select, TextArea, TextField } from '../../../ui/index.ts'
import { availabilityWords, choosable } from '../availability.ts'
import { minorDigits } from '../price-text.ts'
import type { FieldTrouble, FormField } from './form.ts'
import styles from './product.module.css'
import type { ProductFormState } from './use-product-form.ts'

type PartProps = { readonly state: ProductFormState }

/** The words under a field that does not fit; null for one that does. */
function useTrouble({ troubles }: ProductFormState): (field: FormField) => string | null {
  const { t } = useWords()
  return (field) => {
    const trouble: FieldTrouble | undefined = troubles[field]
    return trouble === undefined ? null : t(`catalog.trouble.${trouble}`)
  }
}

/** Code, name and description. */
export function NameFields({ state, isNew }: PartProps & { readonly isNew: boolean }): ReactNode {
  const { t, number } = useWords()
  const trouble = useTrouble(state)
  const { form, change } = state
  return (
    <>
      {isNew ? (
        <TextField
          label={t('catalog.field.retailerId')}
          hint={t('catalog.product.codeHint')}
          value={form.retailerId}
          onChange={(retailerId) => change({ retailerId })}
          error={trouble('retailerId')}
          maxLength={L.retailerIdCharacters}
          isRequired
          autoFocus
          testId="catalog-field-code"
        />
      ) : null}
      <TextField
        label={t('catalog.field.name')}
        hint={t('catalog.product.letters', { used: number(form.name.length), most: number(L.nameCharacters) })}
        value={form.name}
        onChange={(name) => change({ name })}
        error={trouble('name')}
        maxLength={L.nameCharacters}
        isRequired
        autoFocus={!isNew}
        testId="catalog-field-name"
      />
      <TextArea
        label={t('catalog.field.description')}
        value={form.description}
        onChange={(description) => change({ description })}
        error={trouble('description')}
        isRequired
        maxLength={L.descriptionCharacters}
        isCounted
        rows={3}
        testId="catalog-field-description"
      />
    </>
  )
}

/** Price, lower price and the currency of both. */
export function MoneyFields({ state }: PartProps): ReactNode {
  const { t } = useWords()
  const trouble = useTrouble(state)
  const { form, change } = state
  const digits = minorDigits(form.currency)
  return (
    <div className={styles['three']}>
      <TextField
        label={t('catalog.field.priceMinor')}
        hint={t(digits === 0 ? 'catalog.product.priceWhole' : 'catalog.product.priceHint', {
          example: digits === 3 ? '1,280.500' : '1,280.50',
        })}
        value={form.price}
        onChange={(price) => change({ price })}
        error={trouble('price')}
        maxLength={20}
        isRequired
        testId="catalog-field-price"
      />
      <TextField
        label={t('catalog.field.salePriceMinor')}
        hint={t('catalog.product.saleHint')}
        value={form.salePrice}
        onChange={(salePrice) => change({ salePrice })}
        error={trouble('salePrice')}
        maxLength={20}
        isOptional
        testId="catalog-field-sale"
      />
      <CurrencyField state={state} error={trouble('currency')} />
    </div>
  )
}

function CurrencyField({ state, error }: PartProps & { readonly error: string | null }): ReactNode {
  const { t, locale } = useWords()
  const { form, change } = state
  const [choices] = useState(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    const codes = new Set([form.currency, ...Intl.supportedValuesOf('currency')])
    return [...codes].map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ''}` }))
  })
  return (
    <ComboBox
      label={t('catalog.field.currency')}
      value={form.currency}
      choices={choices}
      onChange={(currency) => change({ currency })}
      error={error}
      testId="catalog-field-currency"
    />
  )
}

/** Stock, link, brand, condition, and whether customers see it. */
export function DetailFields({ state }: PartProps): ReactNode {
  const { t } = useWords()
  const trouble = useTrouble(state)
  const { form, change } = state
  return (
    <>
      <div className={styles['three']}>
        <Select
          label={t('catalog.field.availability')}
          value={form.availability}
          choices={choosable.map((value) => ({ value, label: t(availabilityWords(value)) }))}
          onChange={(availability) => change({ availability })}
          testId="catalog-field-availability"
        />
        <TextField
          label={t('catalog.field.inventory')}
          hint={t('catalog.product.inventoryHint')}
          value={form.inventory}
          onChange={(inventory) => change({ inventory })}
          error={trouble('inventory')}
          maxLength={12}
          isOptional
          testId="catalog-field-inventory"
        />
        <Select
          label={t('catalog.field.condition')}
          value={form.condition}
          choices={(['new', 'refurbished', 'used'] as const).map((value) => ({ value, label: t(`catalog.condition.${value}`) }))}
          onChange={(condition) => change({ condition })}
          testId="catalog-field-condition"
        />
      </div>
      <div className={styles['two']}>
        <TextField
          label={t('catalog.field.url')}
          hint={t('catalog.product.urlHint')}
          type="url"
          value={form.url}
          onChange={(url) => change({ url })}
          error={trouble('url')}
          maxLength={L.urlCharacters}
          isOptional
          testId="catalog-field-url"
        />
        <TextField
          label={t('catalog.field.brand')}
          value={form.brand}
          onChange={(brand) => change({ brand })}
          error={trouble('brand')}
          maxLength={L.brandCharacters}
          isOptional
          testId="catalog-field-brand"
        />
      </div>
      <Checkbox
        isSelected={form.isPublished}
        onChange={(isPublished) => change({ isPublished })}
        note={t('catalog.product.visibleNote')}
        testId="catalog-field-visible"
      >
        {t('catalog.field.isPublished')}
      </Checkbox>
    </>
  )
}
