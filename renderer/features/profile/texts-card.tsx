import { useState, type ReactNode } from 'react'
import { PROFILE_LIMITS, PROFILE_VERTICALS } from '#contract/limits/profile.ts'
import { useMutationCall } from '../../bridge/index.ts'
import { isMessageId, useWords } from '../../i18n/index.ts'
import {
  Allowed,
  Button,
  Card,
  ErrorStrip,
  focusFirstError,
  Limited,
  Quiet,
  Select,
  Stack,
  TextArea,
  TextField,
  useToast,
} from '../../ui/index.ts'
import { hoursLine } from './hours-rules.ts'
import { changesOf, textsOf, troublesOf, withoutSame, type Texts, type Trouble } from './texts-rules.ts'
import type { Hours, Profile } from './types.ts'

/** Texts, addresses and trade. They are kept by WhatsApp, so this card has a button for saving. */
export function TextsCard({ profile, hours }: { readonly profile: Profile; readonly hours: Hours }): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const saving = useMutationCall('profile.save')
  // Only what was typed: a new picture or another reading brings the other fields anew and leaves these as they are.
  const [typed, setTyped] = useState<Partial<Texts>>({})
  const texts = { ...textsOf(profile), ...typed }
  const [isChecked, setChecked] = useState(false)
  const changes = changesOf(texts, profile)
  const troubles = troublesOf(texts, textsOf(profile))
  const errorOf = (field: keyof Texts): string | null => (isChecked ? wordsOf(troubles[field], t) : null)
  const save = async (): Promise<void> => {
    setChecked(true)
    if (Object.keys(troubles).length > 0) return focusFirstError()
    if (changes === null) return
    const result = await saving.run(changes)
    if (!result.ok) return
    setTyped((now) => withoutSame(now, typed))
    setChecked(false)
    toast({ text: t('profile.saved') })
  }
  return (
    <Card title={t('profile.texts')} testId="profile-texts">
      <Stack gap={3}>
        <Limited needs="profile.save">
          <Fields texts={texts} hours={hours} errorOf={errorOf} onChange={(part) => setTyped((before) => ({ ...before, ...part }))} />
        </Limited>
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
        <Allowed needs="profile.save">
          <Stack isRow>
            <Button
              variant="main"
              onPress={() => void save()}
              isBusy={saving.isRunning}
              isDisabled={changes === null}
              testId="profile-texts-save"
            >
              {t('profile.save')}
            </Button>
            <Quiet isSmall>{changes === null ? t('profile.nothingChanged') : t('profile.notYetSaved')}</Quiet>
          </Stack>
        </Allowed>
      </Stack>
    </Card>
  )
}

const wordsOf = (trouble: Trouble | undefined, t: ReturnType<typeof useWords>['t']): string | null =>
  trouble === undefined ? null : t(`profile.trouble.${trouble}`)

type FieldsProps = {
  readonly texts: Texts
  readonly hours: Hours
  readonly errorOf: (field: keyof Texts) => string | null
  readonly onChange: (part: Partial<Texts>) => void
}

function Fields({ texts, hours, errorOf, onChange }: FieldsProps): ReactNode {
  const { t, locale } = useWords()
  const line = hoursLine(hours, locale)
  const withHours = `${texts.description.trim()}\n${line}`.trim()
  const canAddHours = line !== '' && !texts.description.includes(line) && withHours.length <= PROFILE_LIMITS.descriptionCharacters
  return (
    <>
      <TextField
        label={t('profile.about')}
        hint={t('profile.aboutHint', { most: PROFILE_LIMITS.aboutCharacters })}
        value={texts.about}
        onChange={(about) => onChange({ about })}
        error={errorOf('about')}
        isRequired
        testId="profile-about"
      />
      <TextArea
        label={t('profile.description')}
        value={texts.description}
        onChange={(description) => onChange({ description })}
        error={errorOf('description')}
        rows={4}
        maxLength={PROFILE_LIMITS.descriptionCharacters}
        isCounted
        testId="profile-description"
      />
      {canAddHours ? (
        <Stack align="start">
          <Button
            needs="profile.save"
            size="small"
            icon="clock"
            onPress={() => onChange({ description: withHours })}
            testId="profile-add-hours"
          >
            {t('profile.addHours')}
          </Button>
        </Stack>
      ) : null}
      <TextField
        label={t('profile.address')}
        value={texts.address}
        onChange={(address) => onChange({ address })}
        error={errorOf('address')}
        testId="profile-address"
      />
      <TextField
        label={t('profile.email')}
        value={texts.email}
        onChange={(email) => onChange({ email })}
        error={errorOf('email')}
        testId="profile-email"
      />
      <TextField
        label={t('profile.firstWebsite')}
        type="url"
        value={texts.firstWebsite}
        onChange={(firstWebsite) => onChange({ firstWebsite })}
        error={errorOf('firstWebsite')}
        testId="profile-website"
      />
      <TextField
        label={t('profile.secondWebsite')}
        type="url"
        value={texts.secondWebsite}
        onChange={(secondWebsite) => onChange({ secondWebsite })}
        error={errorOf('secondWebsite')}
        testId="profile-second-website"
      />
      <VerticalSelect vertical={texts.vertical} onChange={(vertical) => onChange({ vertical })} />
    </>
  )
}

function VerticalSelect({ vertical, onChange }: { readonly vertical: string; readonly onChange: (vertical: string) => void }): ReactNode {
  const { t } = useWords()
  const known: readonly string[] = PROFILE_VERTICALS
  const all = vertical === '' || known.includes(vertical) ? known : [vertical, ...known]
  const label = (word: string): string => {
    const id = `profile.vertical.${word}`
    return isMessageId(id) ? t(id) : word
  }
  return (
    <Select
      label={t('profile.vertical')}
      value={vertical === '' ? null : vertical}
      choices={all.map((word) => ({ value: word, label: label(word) }))}
      onChange={onChange}
      testId="profile-vertical"
    />
  )
}
