import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { compareReadings } from '../../kernel/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { TemplateDeps } from '../deps.ts'
import { allTemplates, replaceNamed, replaceTemplates, storedFacts, type ReadTemplate } from '../queries.ts'
import { readTemplate } from '../read-template.ts'
import { readCategory, type Template } from '../rules.ts'
import { settleOpen } from '../submit/settle.ts'
import { dropOrphanNotes, findNote, noteCategory, notePause, noteRefusal } from './note-queries.ts'

type ReadingDeps = Pick<TemplateDeps, 'vault' | 'clock' | 'announcer' | 'api'>

/** Reads all templates again; counts what came, changed and went. */
export async function readAll(deps: ReadingDeps): Promise<Result<CallOutput<'template.sync'>>> {
  const client = deps.api()
  if (client === null) return fail('connection-missing')
  const answer = await client.templates.list()
  if (!answer.ok) return answer
  const at = deps.clock.now()
  const totals = deps.vault.store.write((db) => {
    const before = storedFacts(db)
    const known = allTemplates(db)
    const fresh = readNodes(answer.value, at)
    replaceTemplates(db, fresh, at)
    noteChanges(db, { nodes: answer.value, known, at })
    dropOrphanNotes(db)
    settleOpen(db, { names: null, at })
    const after = storedFacts(db)
    db.afterCommit(() => deps.announcer.announce('template.changed', { templateId: null }))
    return { total: after.size, ...compareReadings(before, after) }
  })
  return ok({ ...totals, syncedAt: at as Template['syncedAt'] })
}

/** Reads every language of one name; cheaper than all, and enough before a run and after a submission. */
export async function readNamed(deps: ReadingDeps, name: string): Promise<Result<readonly Template[]>> {
  const client = deps.api()
  if (client === null) return fail('connection-missing')
  const answer = await client.templates.list({ name })
  if (!answer.ok) return answer
  const at = deps.clock.now()
  // Meta takes the name as a part of names.
  const nodes = answer.value.filter((node) => node.name === name)
  const fresh = readNodes(nodes, at)
  deps.vault.store.write((db) => {
    const known = allTemplates(db).filter((template) => template.name === name)
    replaceNamed(db, name, fresh)
    noteChanges(db, { nodes, known, at })
    settleOpen(db, { names: new Set([name]), at })
    db.afterCommit(() => deps.announcer.announce('template.changed', { templateId: null }))
  })
  return ok(fresh.map(({ template }) => template))
}

const readNodes = (nodes: readonly TemplateNode[], at: number): ReadTemplate[] =>
  withoutTwins(nodes.map((node) => ({ template: readTemplate(node, at), components: JSON.stringify(node.components) })))

/** A deleted template may still be listed beside its successor of the same name and language: the sendable one counts. */
function withoutTwins(items: readonly ReadTemplate[]): ReadTemplate[] {
  const best = new Map<string, ReadTemplate>()
  for (const item of items) {
    const key = `${item.template.name} ${item.template.language}`
    const other = best.get(key)
    if (other === undefined || (!other.template.sendable && item.template.sendable)) best.set(key, item)
  }
  return [...best.values()]
}

type Changes = { readonly nodes: readonly TemplateNode[]; readonly known: readonly Template[]; readonly at: number }

/** A reading tells of refusals and other categories too, where an event was missed. */
function noteChanges(db: WriteHandle, { nodes, known, at }: Changes): void {
  const before = new Map(known.map((template) => [template.templateId, template]))
  for (const node of nodes) {
    const template = readTemplate(node, at)
    const note = findNote(db, node.id)
    noteDecision(db, template, { isRefusalNoted: (note?.refusedReason ?? null) !== null, at })
    notePauseSeen(db, template, { was: before.get(node.id)?.status, isNoted: (note?.pausedAt ?? null) !== null, at })
    noteOtherCategory(db, { node, template, before: before.get(node.id), isNoted: note?.categoryKind ?? null, at })
  }
}

type Decision = { readonly isRefusalNoted: boolean; readonly at: number }

function noteDecision(db: WriteHandle, { templateId, status, rejectedReason }: Template, { isRefusalNoted, at }: Decision): void {
  const isRefused = status === 'REJECTED'
  if (isRefused === isRefusalNoted) return
  const reason = isRefused ? (rejectedReason ?? 'INVALID_FORMAT') : null
  noteRefusal(db, templateId, { reason, detail: null, advice: null, at: isRefused ? at : null })
}

type PauseSeen = { readonly was: Template['status'] | undefined; readonly isNoted: boolean; readonly at: number }

/** A pause that no event told has no known kind and end; what was noted of the one before must not speak for it. */
function notePauseSeen(db: WriteHandle, { templateId, status }: Template, { was, isNoted, at }: PauseSeen): void {
  if (status !== 'PAUSED') {
    if (isNoted) notePause(db, templateId, { kind: null, at: null, until: null })
  } else if (was !== 'PAUSED') notePause(db, templateId, { kind: null, at, until: null })
}

type Category = {
  readonly node: TemplateNode
  readonly template: Template
  readonly before: Template | undefined
  readonly isNoted: 'announced' | 'done' | null
  readonly at: number
}

function noteOtherCategory(db: WriteHandle, { node, template, before, isNoted, at }: Category): void {
  const current = template.category
  if (before !== undefined && before.category !== current) {
    noteCategory(db, node.id, { kind: 'done', from: before.category, to: current, at })
    return
  }
  const correct = node.correct_category === undefined ? current : readCategory(node.correct_category)
  if (correct !== current) {
    if (isNoted !== 'announced') noteCategory(db, node.id, { kind: 'announced', from: current, to: correct, at: null })
    return
  }
  const previous = node.previous_category === undefined ? current : readCategory(node.previous_category)
  if (previous !== current && isNoted !== 'done') noteCategory(db, node.id, { kind: 'done', from: previous, to: current, at: null })
}
