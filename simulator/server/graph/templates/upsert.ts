import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, json, missingObject, problem, refuse } from '../../problems.ts'
import { checkParameters, invalid, parseIfText } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { setStatus } from './life.ts'
import { checkComponents } from './component-rules.ts'
import { componentsSchema } from './shapes.ts'

const wishSchema = z.looseObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  languages: z.array(z.string()).min(1),
  category: z.string(),
  components: componentsSchema,
})

/** Plays POST /{account}/upsert_message_templates: one-time codes in several languages. @source reference part 5, others */
export async function upsertTemplates(world: World, request: GraphRequest): Promise<Answer> {
  const { templates } = world.management
  const fields = await request.fields()
  if (fields === null) return refuse(problem(100, 'The body is neither JSON nor a form'))
  const parsed = checkParameters(
    { ...fields, languages: parseIfText(fields['languages']), components: parseIfText(fields['components']) },
    wishSchema,
  )
  if ('problem' in parsed) return refuse(parsed.problem)
  const { name, languages, category, components } = parsed.value
  if (category.toUpperCase() !== 'AUTHENTICATION') return refuse(invalid('category: only AUTHENTICATION can be upserted'))
  const wrong = checkComponents(world, components, { category: 'AUTHENTICATION', format: 'POSITIONAL' })
  if (wrong !== null) return refuse(wrong)
  const data = languages.map((language) => {
    const known = templates.named(name, language)[0]
    if (known !== undefined) {
      known.components = [...components]
      return { id: known.id, status: known.status, language }
    }
    const made = { id: templates.nextId(), name, language, status: 'PENDING', category: 'AUTHENTICATION', components: [...components] }
    templates.add(made, { createdAtMs: world.clock.nowMs() })
    // Their words are Meta's own, so nobody has to read them.
    setStatus(world, made, { event: 'APPROVED' })
    return { id: made.id, status: made.status, language }
  })
  return json({ data })
}

/** Plays POST /{account}/migrate_message_templates: this portfolio has no other account to copy from. @source reference part 5, others */
export async function migrateTemplates(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = checkParameters(await request.fields(), z.looseObject({ source_waba_id: z.coerce.string().min(1) }))
  if ('problem' in parsed) return refuse(parsed.problem)
  const source = parsed.value.source_waba_id
  return refuse(source === world.identity.wabaId ? invalid('source_waba_id: the account itself') : missingObject(source, 'POST'))
}
