import type { CallOutput } from '#contract/ipc/index.ts'
import { blockedOf, checkCompany } from './blocked.ts'
import { boxOf, boxPlace, refused, type Content, type DraftText, type Finding } from './finding.ts'
import { checkGaps } from './form.ts'
import { limitsOf } from './limits.ts'
import { checkMetaRules } from './meta-rules.ts'
import { checkWording } from './wording.ts'

/** What is known about other templates, as far as it decides about this one. */
export type Surroundings = {
  /** The name under which Meta will have the draft. */
  readonly name: string
  /** Languages that other templates of this name have already. */
  readonly takenLanguages: readonly string[]
  /** Text and small text of other templates, by language. */
  readonly others: readonly { readonly language: string; readonly body: string; readonly footer: string; readonly name: string }[]
}

type Checked = CallOutput<'template.check'>

/** Groups that are told as fine when nothing was found, with the findings that speak against them. */
const groups = {
  samples: ['sample-missing', 'file-missing', 'card-file-missing', 'button-sample-missing', 'sample-unknown'],
  fields: [
    'field-first',
    'field-last',
    'fields-adjacent',
    'fields-for-words',
    'field-name',
    'field-order',
    'field-braces',
    'fields-too-many',
  ],
  words: ['risky-word', 'capitals', 'reads-like-offer', 'becomes-offer'],
  links: ['link-whatsapp', 'url-wa-me', 'link-short', 'url-refused', 'url-field-place'],
  form: ['text-too-long', 'text-missing', 'signs-refused', 'body-rows', 'body-gaps'],
} as const satisfies Record<Checked['passes'][number], readonly string[]>

/**
 * Looks at a draft as Meta's review would: what it refuses for sure, what it often refuses, what changes the price, and
 * what can't be added. Decides from its arguments alone.
 */
export function checkDraft(content: Content, around: Surroundings): Checked {
  const findings = [
    ...checkHead(content, around),
    ...content.texts.flatMap((text) => [...checkText(text, content.purpose), ...checkAround(text, around)]),
  ]
  const [first] = content.texts
  const shown = new Set(findings.map(({ rule }) => rule))
  const hasBody = content.texts.some((text) => text.body.trim() !== '')
  const stops = (language: string) =>
    findings.some((found) => found.level === 'error' && (found.language === language || found.language === null))
  return {
    findings,
    passes: hasBody ? passGroups.filter((group) => !groups[group].some((rule) => shown.has(rule))) : [],
    blocked: first === undefined ? [] : blockedOf(first, content.purpose),
    limits: limitsOf(first),
    name: around.name,
    filled: content.texts.map((text) => text.language).filter((language) => !stops(language)),
  }
}

const passGroups = ['samples', 'fields', 'words', 'links', 'form'] as const

/** Everything about the words of one language. */
export const checkText = (text: DraftText, purpose: Content['purpose']): Finding[] =>
  [...checkMetaRules(text, purpose), ...checkGaps(text), ...checkCompany(text, purpose), ...checkWording(text, purpose)].map((found) => ({
    ...found,
    language: text.language,
  }))

function checkHead({ title, texts }: Content, { name }: Surroundings): Finding[] {
  const found: Finding[] = []
  if (title.trim() === '') found.push(refused({ rule: 'title-missing', place: boxPlace(boxOf('title', title)) }))
  if (!/^[a-z0-9_]{1,512}$/.test(name)) found.push(refused({ rule: 'name-letters', place: boxPlace(boxOf('name', name)) }))
  if (texts.length === 0) found.push(refused({ rule: 'language-missing', place: boxPlace(boxOf('language', '')) }))
  return found
}

function checkAround({ language, body, footer }: DraftText, { takenLanguages, others }: Surroundings): Finding[] {
  const found: Finding[] = []
  if (takenLanguages.includes(language)) found.push(refused({ rule: 'name-taken', language, place: boxPlace(boxOf('name', '')) }))
  const twin = others.find(
    (other) =>
      other.language === language && body.trim() !== '' && other.body.trim() === body.trim() && other.footer.trim() === footer.trim(),
  )
  if (twin !== undefined)
    found.push(refused({ rule: 'same-text', language, place: boxPlace(boxOf('body', body)), params: { name: twin.name } }))
  return found
}
