import { useMemo, useState, type ReactNode } from 'react'
import { useAdoptShell, useMutationCall, type Shell } from '../../bridge/index.ts'
import { countryName, useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { Button, ComboBox, ErrorStrip, Strip, TextField, focusFirstError } from '../../ui/index.ts'
import styles from './first-run.module.css'
import { guessPlace, places } from './places.ts'

const SHORTEST_PASSPHRASE = 8
type Draft = {
  readonly name: string
  readonly country: string
  readonly timeZone: string
  readonly currency: string
  readonly passphrase: string
  readonly again: string
}

const startingDraft = (): Draft => {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const place = guessPlace(timeZone)
  return { name: '', country: place.country, timeZone: place.timeZone, currency: place.currency, passphrase: '', again: '' }
}

/** What does not fit in the form, by field. */
type Problems = { readonly name: boolean; readonly short: boolean; readonly differs: boolean }
const problemsOf = (draft: Draft, needsPassphrase: boolean): Problems => ({
  name: draft.name.trim() === '',
  short: needsPassphrase && draft.passphrase.length < SHORTEST_PASSPHRASE,
  differs: needsPassphrase && draft.passphrase !== draft.again,
})

/** Makes the shop's own encrypted vault, then goes on to connecting its number. */
export function CreateShop({ shell, onBack }: { readonly shell: Shell; readonly onBack: () => void }): ReactNode {
  const { t, locale } = useWords()
  const go = useGo()
  const adopt = useAdoptShell()
  const creating = useMutationCall('shell.createShop')
  const [draft, setDraft] = useState(startingDraft)
  const [isChecked, setIsChecked] = useState(false)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const needsPassphrase = shell.keychain === 'unavailable'
  const problems = problemsOf(draft, needsPassphrase)

  const create = async (): Promise<void> => {
    setIsChecked(true)
    if (problems.name || problems.short || problems.differs) {
      focusFirstError()
      return
    }
    const { name, country, timeZone, currency, passphrase } = draft
    const result = await creating.run({
      shop: { name: name.trim(), country, timeZone, currency, locale },
      ...(needsPassphrase ? { passphrase } : {}),
    })
    if (!result.ok) return
    adopt(result.value)
    go(routes.connectNumber())
  }
  return (
    <div className={styles['form']} data-testid="create-shop">
      <h1 className={styles['formTitle']}>{t('shell.create.title')}</h1>
      <p>{t('shell.create.lead')}</p>
      <TextField
        label={t('shell.create.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        isRequired
        autoFocus
        maxLength={100}
        error={isChecked && problems.name ? t('shell.create.nameMissing') : null}
        testId="create-shop-name"
      />
      <PlaceFields draft={draft} onChange={change} />
      {needsPassphrase ? (
        <PassphraseFields draft={draft} onChange={change} problems={isChecked ? problems : null} />
      ) : (
        <Strip tone="info" icon="lock">
          {t('shell.create.keychain')}
        </Strip>
      )}
      {creating.error === null ? null : <ErrorStrip error={creating.error} />}
      <div className={styles['formFoot']}>
        <Button onPress={onBack}>{t('ui.back')}</Button>
        <Button variant="main" onPress={() => void create()} isBusy={creating.isRunning} testId="create-shop-make">
          {t('shell.create.make')}
        </Button>
      </div>
    </div>
  )
}

type PartProps = { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void }

function PlaceFields({ draft, onChange }: PartProps): ReactNode {
  const { t, locale } = useWords()
  const countries = useMemo(
    () =>
      places
        .map(({ country }) => ({ value: country, label: countryName(country, locale) }))
        .toSorted((one, other) => one.label.localeCompare(other.label, locale)),
    [locale],
  )
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })), [])
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return [...new Set(places.map((place) => place.currency))]
      .toSorted()
      .map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ''}` }))
  }, [locale])
  const chooseCountry = (country: string): void => {
    const place = places.find((one) => one.country === country)
    onChange(place === undefined ? { country } : place)
  }
  return (
    <>
      <ComboBox
        label={t('shell.create.country')}
        hint={t('shell.create.countryHint')}
        value={draft.country}
        choices={countries}
        onChange={chooseCountry}
        testId="create-shop-country"
      />
      <div className={styles['two']}>
        <ComboBox
          label={t('shell.create.timeZone')}
          value={draft.timeZone}
          choices={zones}
          onChange={(timeZone) => onChange({ timeZone })}
          testId="create-shop-zone"
        />
        <ComboBox
          label={t('shell.create.currency')}
          value={draft.currency}
          choices={currencies}
          onChange={(currency) => onChange({ currency })}
          testId="create-shop-currency"
        />
      </div>
    </>
  )
}

function PassphraseFields({ draft, onChange, problems }: PartProps & { readonly problems: Problems | null }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Strip tone="warning" icon="lock">
        <p>{t('shell.create.noKeychain')}</p>
        <p>{t('shell.create.passphraseLost')}</p>
      </Strip>
      <TextField
        label={t('shell.create.passphrase')}
        type="password"
        value={draft.passphrase}
        onChange={(passphrase) => onChange({ passphrase })}
        isRequired
        autoComplete="new-password"
        maxLength={256}
        error={problems?.short === true ? t('shell.create.passphraseShort') : null}
        testId="create-shop-passphrase"
      />
      <TextField
        label={t('shell.create.passphraseAgain')}
        type="password"
        value={draft.again}
        onChange={(again) => onChange({ again })}
        isRequired
        autoComplete="new-password"
        maxLength={256}
        error={problems?.differs === true ? t('shell.create.passphraseDiffers') : null}
        testId="create-shop-passphrase-again"
      />
    </>
  )
}
