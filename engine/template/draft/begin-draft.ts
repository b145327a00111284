import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Content } from '../check/finding.ts'
import type { TemplateDeps } from '../deps.ts'
import { allTemplates, partsOfTemplate, templateById } from '../queries.ts'
import type { Template } from '../rules.ts'
import { findDraft, keepLanguage, languageOfTemplate } from './draft-queries.ts'
import { makeDraft } from './drafts.ts'
import { textFromParts } from './from-meta.ts'
import { contentOfStarter } from './starters.ts'
import { hashOf } from './states.ts'

type Begun = CallOutput<'template.draftFrom'>
type From = ParsedInput<'template.draftFrom'>

/** Begins a draft. @returns template-missing, connection-missing, and Meta's codes for the library */
export async function beginDraft(deps: TemplateDeps, from: From): Promise<Result<Begun>> {
  switch (from.kind) {
    case 'starter':
      return begun(makeDraft(deps, contentOfStarter(from.starter, from.languages)))
    case 'template':
      return from.use === 'copy' ? copyTemplate(deps, from.templateId) : changeTemplate(deps, from.templateId)
    case 'library':
      return fromLibrary(deps, from)
  }
}

const begun = (draftId: string): Result<Begun> => ok({ draftId: draftId as Begun['draftId'] })

/** Every language of a name: a change or a copy mostly concerns all of them. */
function siblingsOf(deps: TemplateDeps, templateId: string): readonly Template[] {
  const db = deps.vault.store.read
  const template = templateById(db, templateId)
  // Login codes have words that Meta writes; there is nothing to change here.
  if (template === undefined || template.category === 'AUTHENTICATION') return []
  const others = allTemplates(db).filter(({ name, templateId: id }) => name === template.name && id !== templateId)
  return [template, ...others]
}

function contentOf(deps: TemplateDeps, templates: readonly Template[]): Content {
  const db = deps.vault.store.read
  const [first] = templates
  return {
    title: (first?.name ?? '').replaceAll('_', ' '),
    ownName: null,
    purpose: first?.category === 'UTILITY' ? 'UTILITY' : 'MARKETING',
    texts: templates.map((template) => textFromParts(partsOfTemplate(db, template.templateId), template.language)),
  }
}

function copyTemplate(deps: TemplateDeps, templateId: string): Result<Begun> {
  const templates = siblingsOf(deps, templateId)
  return templates.length === 0 ? fail('template-missing') : begun(makeDraft(deps, contentOf(deps, templates)))
}

/** A template that was written here has its draft still; of others one is made from what Meta has. */
function changeTemplate(deps: TemplateDeps, templateId: string): Result<Begun> {
  const db = deps.vault.store.read
  const known = languageOfTemplate(db, templateId)
  if (known !== undefined && findDraft(db, known.draftId) !== undefined) return begun(known.draftId)
  const templates = siblingsOf(deps, templateId)
  if (templates.length === 0) return fail('template-missing')
  const content = contentOf(deps, templates)
  const at = deps.clock.now()
  return begun(
    makeDraft(deps, content, (write, draftId) => {
      for (const [place, text] of content.texts.entries()) {
        const template = templates[place]
        if (template === undefined) continue
        const sentHash = hashOf(text, content.purpose)
        const { name, language, templateId: id } = template
        keepLanguage(write, { draftId, language, name, templateId: id, state: 'sent', sentHash, error: null, at })
      }
    }),
  )
}

async function fromLibrary(deps: TemplateDeps, { name, language }: Extract<From, { kind: 'library' }>): Promise<Result<Begun>> {
  const client = deps.api()
  if (client === null) return fail('connection-missing')
  const answer = await client.templates.library({ search: name, language })
  if (!answer.ok) return answer
  const found = answer.value.find((item) => item.name === name && (item.language ?? language) === language)
  if (found === undefined) return fail('template-missing', { name, language })
  const header = found.header === undefined ? [] : [{ type: 'HEADER', format: 'TEXT', text: found.header }]
  const buttons = found.buttons === undefined || found.buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: found.buttons }]
  const body = { type: 'BODY', text: found.body ?? '', example: { body_text: [found.body_params ?? []] } }
  const text = textFromParts([...header, body, ...buttons], language)
  return begun(makeDraft(deps, { title: name.replaceAll('_', ' '), ownName: null, purpose: 'UTILITY', texts: [text] }))
}

/** Meta's ready-made notices; login codes are not offered. */
export async function browseLibrary(
  deps: TemplateDeps,
  input: ParsedInput<'template.library'>,
): Promise<Result<CallOutput<'template.library'>>> {
  const client = deps.api()
  if (client === null) return fail('connection-missing')
  const search = input.search.trim()
  const answer = await client.templates.library({ ...(search === '' ? {} : { search }), language: input.language })
  if (!answer.ok) return answer
  const items = answer.value
    .filter((item) => (item.category ?? 'UTILITY').toUpperCase() === 'UTILITY')
    .map((item) => ({
      name: item.name,
      language: item.language ?? input.language,
      topic: item.topic ?? '',
      header: item.header ?? '',
      body: item.body ?? '',
    }))
  return ok({ items })
}
