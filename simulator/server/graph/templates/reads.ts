import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { World } from '../../../behaviour/world.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, json, problem, refuse } from '../../problems.ts'
import { type NodeKind, giveList, giveNode, invalid, parseIfText } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { healthOf } from '../health.ts'
import { templateOf } from './change.ts'
import { type LibraryTemplate, libraryTemplates } from './library.ts'

const templateKind: NodeKind = {
  name: 'WhatsAppMessageTemplate',
  defaults: ['name', 'parameter_format', 'components', 'language', 'status', 'category'],
}
const libraryKind: NodeKind = {
  name: 'WhatsAppMessageTemplateLibrary',
  defaults: [
    'name',
    'language',
    'category',
    'topic',
    'usecase',
    'industry',
    'header',
    'body',
    'body_params',
    'body_param_types',
    'buttons',
  ],
}
const LIST_MAX = 1_000

/** Plays GET /{template}. @source reference part 5, read one */
export function readTemplate(world: World, request: GraphRequest): Answer {
  return giveNode(templateNode(world, templateOf(world, request)), request, templateKind)
}

/** Plays GET /{account}/message_templates with its filters. @source reference part 5, list */
export function listTemplates(world: World, request: GraphRequest): Answer {
  const { url } = request
  const fits = filterOf(world, url.searchParams)
  const found = world.management.templates.list.filter(fits)
  return giveList(found, (template) => templateNode(world, template), { url, kind: templateKind, maxLimit: LIST_MAX })
}

/** Plays GET /message_template_library. @source reference part 5, library */
export function listLibrary(_: World, request: GraphRequest): Answer {
  const { url } = request
  const words = (name: string): string | null => url.searchParams.get(name)?.toLowerCase() ?? null
  const [search, topic, usecase, industry, language] = ['search', 'topic', 'usecase', 'industry', 'language'].map(words)
  const found = libraryTemplates.filter(
    (one) =>
      isNullOr(search, (text) => `${one.name} ${one.body}`.toLowerCase().includes(text)) &&
      isNullOr(topic, (text) => one.topic.toLowerCase() === text) &&
      isNullOr(usecase, (text) => one.usecase.toLowerCase() === text) &&
      isNullOr(industry, (text) => one.industry.some((word) => word.toLowerCase() === text)) &&
      isNullOr(language, (text) => one.language.toLowerCase() === text),
  )
  return giveList<LibraryTemplate>(found, (one) => ({ header: undefined, ...one }), { url, kind: libraryKind })
}

function isNullOr(value: string | null | undefined, fits: (text: string) => boolean): boolean {
  return value === null || value === undefined || fits(value)
}

function templateNode(world: World, template: TemplateNode): NodeFields {
  return {
    correct_category: undefined,
    previous_category: undefined,
    rejected_reason: undefined,
    message_send_ttl_seconds: undefined,
    library_template_name: undefined,
    degrees_of_freedom_spec: undefined,
    send_type: undefined,
    ...template,
    sub_category: undefined,
    cta_url_link_tracking_opted_out: false,
    health_status: healthOf(world, template, false),
  }
}

function filterOf(world: World, query: URLSearchParams): (template: TemplateNode) => boolean {
  const same = (name: string, value: (template: TemplateNode) => string): ((template: TemplateNode) => boolean) => {
    const given = query.get(name)
    if (given === null) return () => true
    const parsed = parseIfText(given)
    const words = (Array.isArray(parsed) ? parsed.map(String) : given.split(',')).map((word) => word.toLowerCase())
    return (template) => words.includes(value(template).toLowerCase())
  }
  const part = (name: string, value: (template: TemplateNode) => string): ((template: TemplateNode) => boolean) => {
    const wanted = query.get(name)?.toLowerCase()
    return (template) => wanted === undefined || value(template).toLowerCase().includes(wanted)
  }
  const madeAt = (template: TemplateNode): number => world.management.templates.record(template).createdAtMs / 1000
  const since = Number(query.get('since') ?? 0)
  const until = Number(query.get('until') ?? Number.POSITIVE_INFINITY)
  const tests = [
    same('status', (template) => template.status),
    same('category', (template) => template.category),
    same('language', (template) => template.language),
    same('quality_score', (template) => template.quality_score?.score ?? 'UNKNOWN'),
    same('source', (template) => world.management.templates.record(template).source),
    part('name', (template) => template.name),
    part('content', wordsOf),
    part('name_or_content', (template) => `${template.name} ${wordsOf(template)}`),
    (template: TemplateNode) => madeAt(template) >= since && madeAt(template) <= until,
  ]
  return (template) => tests.every((fits) => fits(template))
}

function wordsOf(template: TemplateNode): string {
  return template.components.map((component) => component.text ?? '').join(' ')
}

/** Plays GET /{account}/message_template_previews: Meta's own words around a one-time code. @source reference part 5, others */
export function previewTemplates(_: World, request: GraphRequest): Answer {
  const query = request.url.searchParams
  if (query.get('category')?.toUpperCase() !== 'AUTHENTICATION') return refuse(invalid('category: only AUTHENTICATION has previews'))
  const wanted = parseIfText(query.get('languages') ?? query.get('language') ?? 'en')
  const languages = Array.isArray(wanted) ? wanted.map(String) : String(wanted).split(',')
  const minutes = query.get('code_expiration_minutes')
  const data = languages.map((language) => {
    const words = language.startsWith('zh') ? codeWords.zh : codeWords.en
    const warning = query.get('add_security_recommendation') === 'true' ? ` ${words.warning}` : ''
    return {
      language,
      body: `${words.body}${warning}`,
      ...(minutes === null ? {} : { footer: words.footer.replace('N', minutes) }),
      buttons: [{ type: 'OTP', text: words.button, autofill_text: words.autofill }],
    }
  })
  return data.length === 0 ? refuse(problem(100, 'languages is empty')) : json({ data })
}

const codeWords = {
  en: {
    body: '*{{1}}* is your code.',
    warning: 'Keep it to yourself.',
    footer: 'It works for N minutes.',
    button: 'Copy code',
    autofill: 'Fill in',
  },
  zh: { body: '*{{1}}* 是您的驗證碼。', warning: '請勿告訴他人。', footer: 'N 分鐘內有效。', button: '複製驗證碼', autofill: '自動填入' },
} as const
