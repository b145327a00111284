import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { describeManagement, restoreManagement, savedManagementSchema } from '../server/graph/saved.ts'
import type { World } from './world.ts'

const savedStateSchema = z.object({
  version: z.literal(1),
  scenario: z.string(),
  people: z.array(z.object({ key: z.string(), lastInboundMs: z.number().nullable(), hasStoppedPromotions: z.boolean() })),
  templates: z.array(z.object({ id: z.string(), status: z.string(), category: z.string() })),
  doneStorySteps: z.array(z.number()),
  /** Missing in files of older versions. */
  management: savedManagementSchema.optional(),
})

const SAVE_AFTER_MS = 300

/** Keeps open windows, stopped promotions, template states and the told story over restarts. */
export type StateKeeper = {
  /** Notes that something changed; written a moment later. */
  readonly changed: () => void
  /** Writes what is not yet written and ends. */
  readonly stop: () => void
}

/** Puts a kept state back. A file of another scenario is left alone; a broken one throws with its path. */
export function restoreState(world: World, file: string): void {
  if (!existsSync(file)) return
  const parsed = savedStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file} is no state of the simulator; remove it or give another --state`)
  if (parsed.data.scenario !== world.scenario.name) return
  for (const saved of parsed.data.people) {
    const person = world.people.find(saved.key)
    if (person === null) continue
    person.lastInboundMs = saved.lastInboundMs
    person.hasStoppedPromotions = saved.hasStoppedPromotions
  }
  for (const saved of parsed.data.templates) {
    const template = world.templates.find((one) => one.id === saved.id)
    if (template !== undefined) Object.assign(template, { status: saved.status, category: saved.category })
  }
  for (const step of parsed.data.doneStorySteps) world.doneStorySteps.add(step)
  if (parsed.data.management !== undefined) restoreManagement(world, parsed.data.management)
}

/** Writes the state to the file a moment after each change, whole or not at all. */
export function keepState(world: () => World, file: string): StateKeeper {
  let timer: ReturnType<typeof setTimeout> | null = null
  const save = (): void => {
    timer = null
    writeFileSync(`${file}.new`, JSON.stringify(describe(world())), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return {
    changed: () => {
      timer ??= setTimeout(save, SAVE_AFTER_MS)
    },
    stop: () => {
      if (timer === null) return
      clearTimeout(timer)
      save()
    },
  }
}

function describe(world: World): z.infer<typeof savedStateSchema> {
  const touched = world.people.all().filter((person) => person.lastInboundMs !== null || person.hasStoppedPromotions)
  return {
    version: 1,
    scenario: world.scenario.name,
    people: touched.map(({ key, lastInboundMs, hasStoppedPromotions }) => ({ key, lastInboundMs, hasStoppedPromotions })),
    templates: world.templates.map(({ id, status, category }) => ({ id, status, category })),
    doneStorySteps: [...world.doneStorySteps],
    management: describeManagement(world),
  }
}
