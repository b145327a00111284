import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { Cancel } from '../../../behaviour/clock.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'

const HOUR_MS = 3_600_000
/** Creations that one account may ask for in an hour. @source reference part 5 and part 9 */
const CREATIONS_AN_HOUR = 100
/** How long the name of a deleted approved template stays blocked. @source reference part 5, delete */
const NAME_BLOCKED_MS = 30 * 24 * HOUR_MS

/** What Meta keeps of a template and does not show. Times are of the simulated clock. */
export type TemplateRecord = {
  /** Edits of the approved template. */
  editsMs: readonly number[]
  wasApproved: boolean
  /** Quality pauses so far. */
  pauses: number
  /** A pacing pause ends only when somebody asks for it. */
  isPausedByPacing: boolean
  qualityAtMs: number | null
  /** Status before it was archived. */
  archivedFrom: string | null
  archivedAtMs: number | null
  /** What will happen to it by itself: review, end of a pause, deletion. */
  planned: Cancel | null
  source: 'MANUAL' | 'AUTO_GENERATED'
  createdAtMs: number
}

/** The account's templates with what is not shown of them. */
export class TemplateBook {
  /** The list that sends and reads look at. */
  readonly list: TemplateNode[]
  readonly #records = new Map<string, TemplateRecord>()
  readonly #blockedUntilMs = new Map<string, number>()
  #creationsMs: number[] = []
  #lastId = 800_000_000_000_000
  /** `is_enabled_for_insights`: cannot be taken back. */
  isCounted = false

  constructor(scenario: Scenario, nowMs: number) {
    this.list = []
    for (const line of scenario.templates) {
      const node = {
        id: this.nextId(),
        name: line.name,
        language: line.language,
        status: line.status,
        category: line.category,
        parameter_format: line.parameterFormat,
        quality_score: { score: 'GREEN' },
        rejected_reason: line.rejectedReason ?? 'NONE',
        components: [...line.parts],
      }
      this.add(node, { createdAtMs: nowMs, wasApproved: line.status !== 'REJECTED' && line.status !== 'PENDING' })
    }
  }

  nextId(): string {
    this.#lastId += 1
    return String(this.#lastId)
  }

  find(id: string): TemplateNode | undefined {
    return this.list.find((template) => template.id === id)
  }

  named(name: string, language?: string): readonly TemplateNode[] {
    return this.list.filter((template) => template.name === name && (language === undefined || template.language === language))
  }

  add(node: TemplateNode, record: Pick<TemplateRecord, 'createdAtMs'> & Partial<TemplateRecord>): void {
    this.list.push(node)
    this.#records.set(node.id, { ...newRecord, ...record })
  }

  /** Puts these in the place of all others; ids go on after the highest. */
  replace(
    kept: readonly { readonly node: TemplateNode; readonly record: Pick<TemplateRecord, 'createdAtMs'> & Partial<TemplateRecord> }[],
  ): void {
    this.list.length = 0
    this.#records.clear()
    for (const { node, record } of kept) this.add(node, record)
    this.#lastId = Math.max(this.#lastId, ...kept.map(({ node }) => Number(node.id)))
  }

  record(template: TemplateNode): TemplateRecord {
    const record = this.#records.get(template.id)
    if (record === undefined) throw new Error(`template ${template.id} has no record`)
    return record
  }

  /** Takes it out and blocks its name when it had been approved. */
  remove(template: TemplateNode, nowMs: number): void {
    const record = this.record(template)
    record.planned?.()
    this.list.splice(this.list.indexOf(template), 1)
    this.#records.delete(template.id)
    if (record.wasApproved) this.#blockedUntilMs.set(keyOf(template), nowMs + NAME_BLOCKED_MS)
  }

  isBlocked(name: string, language: string, nowMs: number): boolean {
    return (this.#blockedUntilMs.get(keyOf({ name, language })) ?? 0) > nowMs
  }

  /** Counts a creation; false when the hour's allowance is used up. */
  countCreation(nowMs: number): boolean {
    this.#creationsMs = this.#creationsMs.filter((atMs) => atMs > nowMs - HOUR_MS)
    if (this.#creationsMs.length >= CREATIONS_AN_HOUR) return false
    this.#creationsMs.push(nowMs)
    return true
  }
}

const newRecord: Omit<TemplateRecord, 'createdAtMs'> = {
  editsMs: [],
  wasApproved: false,
  pauses: 0,
  isPausedByPacing: false,
  qualityAtMs: null,
  archivedFrom: null,
  archivedAtMs: null,
  planned: null,
  source: 'MANUAL',
}

function keyOf(template: Pick<TemplateNode, 'name' | 'language'>): string {
  return `${template.name}|${template.language}`
}
