import type { ReactNode } from 'react'
import { languageName, useWords, type MessageId } from '../../../i18n/index.ts'
import { Card, Select, Strip, Tag, type Choice } from '../../../ui/index.ts'
import { withByLanguage } from '../by-language.ts'
import { bestLanguage, withTemplate, type Template } from '../content.ts'
import type { Draft } from '../use-draft.ts'
import { useProposedEnd } from '../use-day-of.ts'
import { ByLanguage } from './by-language-choice.tsx'
import type { Preview } from './use-preview.ts'
import styles from './wizard.module.css'

/** Why a template can't be sent, or its state when it can. */
const stateWords = (template: Template): MessageId => {
  if (template.sendable) return `template.status.${template.status}`
  return template.unsendableReason === 'shape' ? 'template.unsendable.shape' : `template.unsendable.${template.status}`
}

/** Offers before notices, those that can be sent before those that can't; one of each name. */
function byUse(templates: readonly Template[]): readonly (readonly [string, readonly Template[]])[] {
  const names = [...new Set(templates.map((template) => template.name))]
  const groups = names.map((name) => [name, templates.filter((template) => template.name === name)] as const)
  const rank = (group: readonly Template[]): number => {
    const first = group.find((template) => template.sendable)
    return first === undefined ? 2 : first.category === 'MARKETING' ? 0 : 1
  }
  return groups.toSorted((one, other) => rank(one[1]) - rank(other[1]) || one[0].localeCompare(other[0]))
}

type TemplateCardProps = { readonly draft: Draft; readonly templates: readonly Template[]; readonly preview: Preview }

/** Which approved text goes out, in which language. */
export function TemplateCard({ draft, templates, preview }: TemplateCardProps): ReactNode {
  const { t, locale } = useWords()
  const endOfProposed = useProposedEnd()
  const choices = useTemplateChoices(templates)
  const { name, language } = draft.content.template
  const chosen = templates.find((one) => one.name === name && one.language === language)
  const versionsOf = (wanted: string): readonly Template[] => templates.filter((one) => one.name === wanted && one.sendable)
  const take = (template: Template | undefined): void => {
    if (template === undefined) return
    const versions = versionsOf(template.name)
    const next = withTemplate(draft.content, template, endOfProposed())
    draft.change(withByLanguage(next, next.byLanguage && versions.length > 1, versions))
  }
  return (
    <Card title={t('broadcast.template.title')} actions={chosen === undefined ? null : <StateTag template={chosen} />}>
      <div className={styles['two']}>
        <Select
          label={t('broadcast.template.name')}
          value={name === '' ? null : name}
          choices={choices}
          onChange={(next) => take(bestLanguage(templates, next, language === '' ? locale : language))}
          placeholder={t('broadcast.template.choose')}
          testId="broadcast-message-template"
        />
        <LanguageSelect
          versions={templates.filter((one) => one.name === name)}
          language={language}
          isForOthers={draft.content.byLanguage}
          onChange={take}
        />
      </div>
      <ByLanguage
        isOn={draft.content.byLanguage}
        versions={templates.filter((one) => one.name === name)}
        preview={preview}
        onChange={(isOn) => draft.change(withByLanguage(draft.content, isOn, versionsOf(name)))}
      />
      {name === '' ? null : <Trouble template={chosen} />}
    </Card>
  )
}

/** One choice for each name; what can't be sent says why and can't be chosen. */
function useTemplateChoices(templates: readonly Template[]): readonly Choice<string>[] {
  const { t, locale, list } = useWords()
  return byUse(templates).map(([name, versions]) => {
    const sendable = versions.find((version) => version.sendable)
    const languages = list(versions.map((version) => languageName(version.language, locale)))
    if (sendable !== undefined) return { value: name, label: name, note: `${t(`template.category.${sendable.category}`)} · ${languages}` }
    const [first] = versions
    return { value: name, label: name, note: first === undefined ? languages : t(stateWords(first)), isDisabled: true }
  })
}

type LanguageSelectProps = {
  readonly versions: readonly Template[]
  readonly language: string
  /** True where it is only for those whose language the template does not have. */
  readonly isForOthers: boolean
  readonly onChange: (template: Template | undefined) => void
}

function LanguageSelect({ versions, language, isForOthers, onChange }: LanguageSelectProps): ReactNode {
  const { t, locale } = useWords()
  if (versions.length < 2) return null
  const choices = versions.map((version) => ({
    value: version.language,
    label: languageName(version.language, locale),
    isDisabled: !version.sendable,
    ...(version.sendable ? {} : { note: t(stateWords(version)) }),
  }))
  return (
    <Select
      label={t(isForOthers ? 'broadcast.template.languageElse' : 'broadcast.template.language')}
      value={language}
      choices={choices}
      onChange={(next) => onChange(versions.find((version) => version.language === next))}
      testId="broadcast-message-language"
    />
  )
}

/** What is wrong with the template that a draft names. */
function Trouble({ template }: { readonly template: Template | undefined }): ReactNode {
  const { t } = useWords()
  if (template?.sendable === true) return null
  return (
    <Strip tone="danger" testId="broadcast-message-unsendable">
      {t(template === undefined ? 'broadcast.issue.template-missing' : stateWords(template))}
    </Strip>
  )
}

function StateTag({ template }: { readonly template: Template }): ReactNode {
  const { t } = useWords()
  return (
    <Tag tone={template.sendable ? 'success' : 'warning'} icon={template.sendable ? 'ok' : 'alert'} testId="broadcast-message-status">
      {t(`template.status.${template.status}`)}
    </Tag>
  )
}
