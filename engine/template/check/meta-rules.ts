import type { CreateTemplateRequest } from '#contract/cloud-api/manage-template.ts'
import type { TemplateIssue } from '#contract/cloud-api/template-issue.ts'
import { checkTemplateDraft } from '#contract/cloud-api/template-rules.ts'
import { partsOf } from '../draft/to-meta.ts'
import { formatOf } from './fields.ts'
import { boxesOf, isChinese, type Content, type DraftText, type Finding, type Place } from './finding.ts'

/** A language as Meta would be handed it. */
export function requestOf(
  text: DraftText,
  { name, purpose }: { readonly name: string; readonly purpose: Content['purpose'] },
): CreateTemplateRequest {
  const format = formatOf(text)
  return {
    name,
    category: purpose,
    language: text.language,
    ...(format === undefined ? {} : { parameter_format: format }),
    // Every file that is there counts as uploaded; one that is not there leaves its handle empty.
    components: partsOf(text, (sampleId) => sampleId ?? ''),
  }
}

/** Every rule of Meta's that a language breaks, with what may stand at the place instead. @source template-rules.ts */
export function checkMetaRules(text: DraftText, purpose: Content['purpose']): Finding[] {
  const issues = checkTemplateDraft(requestOf(text, { name: 'checked_apart', purpose }))
  return issues.map((issue) => findingOf(issue, text))
}

function findingOf(issue: TemplateIssue, text: DraftText): Finding {
  const place = placeOf(issue, text)
  const rule = issue.code === 'sample-missing' && place.part !== 'sample' ? fileRule(place) : issue.code
  const params = issue.where.field === null ? issue.params : { ...issue.params, field: issue.where.field }
  return { rule, level: issue.level, language: text.language, place, params, suggestion: suggestionFor(issue, place, text) }
}

/** A missing sample is a file above, and what the button needs below. */
function fileRule({ part }: Place): string {
  if (part === 'card') return 'card-file-missing'
  return part === 'header' ? 'file-missing' : 'button-sample-missing'
}

function placeOf({ code, where }: TemplateIssue, text: DraftText): Place {
  const { index, inner, field } = where
  const isButton = where.part === 'button' || where.part === 'cardButton'
  if (code === 'sample-missing' && field !== null && !isButton) return { part: 'sample', index: null, inner: null, field, start: 0, end: 0 }
  const part = where.part === 'category' || where.part === 'ttl' ? 'language' : where.part
  const words = wordsAt(text, { part, index, inner })
  // Meta gets texts without the spaces around them.
  const shift = words.length - words.trimStart().length
  return { part, index, inner, field, start: (where.start ?? 0) + shift, end: where.end === null ? words.length : where.end + shift }
}

const wordsAt = (text: DraftText, { part, index, inner }: Pick<Place, 'part' | 'index' | 'inner'>): string =>
  boxesOf(text).find((box) => box.part === part && box.index === index && box.inner === inner)?.text ?? ''

const chineseSigns = { hello: '您好，', thanks: '，謝謝您', between: '、' }
const englishSigns = { hello: 'Hello ', thanks: ', thank you', between: ', ' }

/** What may stand at the place instead; null where only a person can tell. */
function suggestionFor({ code, where }: TemplateIssue, place: Place, text: DraftText): string | null {
  const words = wordsAt(text, place).slice(place.start, place.end)
  const signs = isChinese(text.language) ? chineseSigns : englishSigns
  switch (code) {
    case 'field-first':
      return `${signs.hello}${words}`
    case 'field-last':
      return `${words}${text.language === 'zh_CN' ? '，谢谢您' : signs.thanks}`
    case 'fields-adjacent':
      return words.replace(/\}\}\s*\{\{/, `}}${signs.between}{{`)
    case 'field-name':
      return betterName(where.field ?? '')
    case 'signs-refused':
      return words.replaceAll(/\S+/g, '')
    default:
      return null
  }
}

function betterName(name: string): string | null {
  const better = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
  return better === '' || better === name ? null : `{{${better}}}`
}
