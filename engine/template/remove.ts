import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TemplateDeps } from './deps.ts'
import { forgetTemplate } from './draft/draft-queries.ts'
import { allTemplates, deleteTemplate, templateById } from './queries.ts'
import { readNamed } from './watch/reading.ts'

/**
 * Deletes at Meta, then here. A lost answer is settled by the list: what is not there any more is gone.
 * @returns template-missing, connection-missing, and Meta's codes
 */
export async function removeTemplate(
  deps: TemplateDeps,
  input: ParsedInput<'template.remove'>,
): Promise<Result<CallOutput<'template.remove'>>> {
  const { vault, api, announcer } = deps
  const template = templateById(vault.store.read, input.templateId)
  if (template === undefined) return fail('template-missing')
  const client = api()
  if (client === null) return fail('connection-missing')
  const going = allTemplates(vault.store.read).filter(
    ({ name, templateId }) => name === template.name && (input.everyLanguage || templateId === input.templateId),
  )
  const { name } = template
  const answer = await client.templates.remove(input.everyLanguage ? { name } : { name, hsm_id: input.templateId })
  if (!answer.ok) {
    const read = await readNamed(deps, name)
    const isGone = read.ok && going.every(({ templateId }) => !read.value.some((one) => one.templateId === templateId))
    if (!isGone) return answer
  }
  vault.store.write((db) => {
    for (const { templateId } of going) {
      deleteTemplate(db, templateId)
      forgetTemplate(db, templateId)
    }
    db.afterCommit(() => announcer.announce('template.changed', { templateId: null }))
  })
  return ok({ removed: going.length })
}

/** Asks Meta to end a pause; only pauses by pacing need it. @returns template-missing, connection-missing, and Meta's codes */
export async function unpauseTemplate(
  deps: TemplateDeps,
  { templateId }: ParsedInput<'template.unpause'>,
): Promise<Result<CallOutput<'template.unpause'>>> {
  const template = templateById(deps.vault.store.read, templateId)
  if (template === undefined) return fail('template-missing')
  const client = deps.api()
  if (client === null) return fail('connection-missing')
  const answer = await client.templates.unpause(templateId)
  if (!answer.ok) return answer
  const read = await readNamed(deps, template.name)
  if (!read.ok) deps.logger.warn('template-reading-failed', { code: read.error.code })
  return ok({ isUnpaused: answer.value.success })
}
