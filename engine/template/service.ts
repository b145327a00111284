import type { TemplateCategoryValue, TemplateQualityValue, TemplateStatusValue } from '#contract/cloud-api/webhook-template.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import type { ReadHandle, WriteHandle } from '../store/index.ts'
import type { TemplateDeps } from './deps.ts'
import { allTemplates, findTemplate, lastSync, templateState } from './queries.ts'
import { tidySamples } from './draft/drafts.ts'
import { templateHandlers } from './router.ts'
import type { Template } from './rules.ts'
import { applyCategoryEvent, applyQualityEvent, applyStatusEvent } from './watch/events.ts'
import { readAll } from './watch/reading.ts'
import { freshState, watchReviews } from './watch/watch.ts'

/** Templates of the shop as last read from Meta, and the drafts of new ones. */
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
  /**
   * Reads one template again before a run, unless that was done within the last minute; null when Meta has it no more.
   * Where Meta can't be asked, the failure is told and what is known stays.
   */
  freshState(name: string, language: string): Promise<Result<Pick<Template, 'status' | 'category' | 'sendable'> | null>>
  /** Takes a status event of Meta; false when the template is not known here, so a sync is due. */
  applyStatusEvent(db: WriteHandle, event: TemplateStatusValue): boolean
  /** Takes a category event of Meta: an announced change only tells, a done one changes the category. */
  applyCategoryEvent(db: WriteHandle, event: TemplateCategoryValue): boolean
  applyQualityEvent(db: WriteHandle, event: TemplateQualityValue): boolean
  /** Begins to look for decisions that no event told. */
  begin(): void
  stop(): Promise<void>
}

/** Makes the room; it runs nothing before `begin`. */
export function createTemplate(deps: TemplateDeps): TemplateRoom {
  const sync = () => readAll(deps)
  let stopWatching: (() => void) | null = null
  return {
    handlers: templateHandlers(deps, { sync, list: (input) => listTemplates(deps.vault.store.read, input) }),
    find: findTemplate,
    state: templateState,
    all: allTemplates,
    sync,
    freshState: (name, language) => freshState(deps, name, language),
    applyStatusEvent: (db, event) => applyStatusEvent(deps, db, event),
    applyCategoryEvent: (db, event) => applyCategoryEvent(deps, db, event),
    applyQualityEvent: (db, event) => applyQualityEvent(deps, db, event),
    begin() {
      if (stopWatching !== null) return
      tidySamples(deps)
      stopWatching = watchReviews(deps)
    },
    async stop() {
      stopWatching?.()
      stopWatching = null
    },
  }
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
