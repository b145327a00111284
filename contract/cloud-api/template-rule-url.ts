import type { ButtonDraft } from './manage-template-parts.ts'
import { countCharacters } from './limits.ts'
import { issue, type TemplateIssue, type TemplatePlace } from './template-issue.ts'
import { TEMPLATE_LIMITS } from './template-limits.ts'
import { fieldsIn, type TextField } from './template-rule-text.ts'

type Place = Pick<TemplatePlace, 'part' | 'index' | 'inner'>

/** Links that open a chat of WhatsApp itself; Meta wants none in buttons. */
const CHAT_HOSTS = /^(www\.)?(wa\.me|(api\.|chat\.)?whatsapp\.com)$/i

/** An address: https or http, no chat links, one field at its very end with a filled-in sample. @source reference part 5, row URL */
export function checkUrl(button: Extract<ButtonDraft, { type: 'URL' }>, { part, index, inner }: Place): TemplateIssue[] {
  const { url } = button
  const at = { index, inner }
  const host = hostOf(url)
  if (host === null) return [issue('url-refused', part, at)]
  const issues: TemplateIssue[] = []
  if (CHAT_HOSTS.test(host)) issues.push(issue('url-wa-me', part, at))
  const length = countCharacters(url)
  const max = TEMPLATE_LIMITS.urlCharacters
  if (length > max) issues.push(issue('text-too-long', part, { ...at, params: { max, length } }))
  const fields = fieldsIn(url)
  const [field] = fields
  if (field === undefined) return issues
  if (!isPlacedWell(url, fields)) issues.push(issue('url-field-place', part, { ...at, start: field.start, end: field.end }))
  if ((button.example?.[0] ?? '').trim() === '') issues.push(issue('sample-missing', part, { ...at, field: field.name }))
  return issues
}

/** The name of the server; null for what is no web address. A field may stand behind the server's name only. */
function hostOf(url: string): string | null {
  const match = /^https?:\/\/([^\s/?#{}@]+)([/?#]\S*)?$/i.exec(url.replace(/\{\{\s*(\w*)\s*\}\}/g, '{{$1}}'))
  const host = match?.[1]?.replace(/:\d+$/, '')
  return host !== undefined && /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host) ? host : null
}

const isPlacedWell = (url: string, fields: readonly TextField[]): boolean => fields.length === 1 && fields[0]?.end === url.length
