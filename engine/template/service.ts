import type { TemplateCategoryValue, TemplateStatusValue } from '#contract/cloud-api/webhook-template.ts'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { compareReadings, type Announcer, type Clock, type Handlers } from '../kernel/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import {
  allTemplates,
  findForEvent,
  findTemplate,
  lastSync,
  replaceTemplates,
  setCategory,
  setStatus,
  storedFacts,
  templateState,
} from './queries.ts'
import { readCategory, readTemplate, statusAfterEvent, type Template } from './rules.ts'
import { templateHandlers } from './router.ts'

export type TemplateDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly announcer: Announcer
  /** The client of the current connection; null while there is none. */
  readonly api: () => { readonly templates: { list(): Promise<Result<readonly TemplateNode[]>> } } | null
}

/** Templates of the shop as last read from Meta. */
export type TemplateRoom = {
  readonly handlers: Handlers
  /** The template of that name in that language, whatever its state. */
  find(db: ReadHandle, name: string, language: string): Template | undefined
  /** State and category alone, cheap enough for a check per message. */
  state(db: ReadHandle, name: string, language: string): Pick<Template, 'status' | 'category'> | undefined
  /** All templates by name and language. */
  all(db: ReadHandle): readonly Template[]
  /** Reads all templates again. */
  sync(): Promise<Result<CallOutput<'template.sync'>>>
  /** Takes a status event of Meta; false when the template is not known here, so a sync is due. */
  applyStatusEvent(db: WriteHandle, event: TemplateStatusValue): boolean
  /** Takes a category event of Meta: an announced change only tells, a done one changes the category. */
  applyCategoryEvent(db: WriteHandle, event: TemplateCategoryValue): boolean
}

/** Makes the room; it runs nothing by itself. */
export function createTemplate(deps: TemplateDeps): TemplateRoom {
  const { vault, announcer } = deps
  const sync = () => syncTemplates(deps)
  const announceAfter = (db: WriteHandle, templateId: string) =>
    db.afterCommit(() => announcer.announce('template.changed', { templateId }))
  return {
    handlers: templateHandlers({ sync, list: (input) => listTemplates(vault.store.read, input) }),
    find: findTemplate,
    state: templateState,
    all: allTemplates,
    sync,
    applyStatusEvent(db, event) {
      const known = findForEvent(db, nameOf(event))
      if (known === undefined) return false
      const reason = event.reason === undefined || event.reason === null || event.reason === 'NONE' ? null : event.reason
      setStatus(db, known.templateId, { status: statusAfterEvent(event.event, known.status), reason })
      announceAfter(db, known.templateId)
      return true
    },
    applyCategoryEvent(db, event) {
      const known = findForEvent(db, nameOf(event))
      if (known === undefined) return false
      if (event.correct_category === undefined && event.new_category !== undefined)
        setCategory(db, known.templateId, readCategory(event.new_category))
      announceAfter(db, known.templateId)
      return true
    },
  }
}

const nameOf = (event: TemplateStatusValue | TemplateCategoryValue) => ({
  id: event.message_template_id,
  name: event.message_template_name,
  language: event.message_template_language,
})

async function syncTemplates({ vault, clock, announcer, api }: TemplateDeps): Promise<Result<CallOutput<'template.sync'>>> {
  const client = api()
  if (client === null) return fail('connection-missing')
  const answer = await client.templates.list()
  if (!answer.ok) return answer
  const at = clock.now()
  const fresh = withoutTwins(
    answer.value.map((node) => ({ template: readTemplate(node, at), components: JSON.stringify(node.components) })),
  )
  const totals = vault.store.write((db) => {
    const before = storedFacts(db)
    replaceTemplates(db, fresh, at)
    const after = storedFacts(db)
    db.afterCommit(() => announcer.announce('template.changed', { templateId: null }))
    return { total: after.size, ...compareReadings(before, after) }
  })
  return ok({ ...totals, syncedAt: at as Template['syncedAt'] })
}

/** A deleted template may still be listed beside its successor of the same name and language: the sendable one counts. */
function withoutTwins<T extends { readonly template: Template }>(items: readonly T[]): T[] {
  const best = new Map<string, T>()
  for (const item of items) {
    const key = `${item.template.name} ${item.template.language}`
    const other = best.get(key)
    if (other === undefined || (!other.template.sendable && item.template.sendable)) best.set(key, item)
  }
  return [...best.values()]
}

function listTemplates(db: ReadHandle, input: ParsedInput<'template.list'>): Result<CallOutput<'template.list'>> {
  const search = input.search.trim().toLowerCase()
  const templates = allTemplates(db).filter(
    (template) =>
      (input.status === undefined || template.status === input.status) &&
      (input.category === undefined || template.category === input.category) &&
      (search === '' || `${template.name} ${template.language} ${template.body}`.toLowerCase().includes(search)),
  )
  return ok({ templates, syncedAt: lastSync(db) as Template['syncedAt'] | null })
}
