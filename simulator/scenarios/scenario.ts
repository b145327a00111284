import type { TemplatePart } from '#contract/cloud-api/answer-template.ts'
import type { StartingState } from '../behaviour/number-state.ts'
import type { ScenarioPerson, StrangerRules } from '../behaviour/people.ts'
import type { Drawing } from '../drawing/shapes.ts'

/** The shop that a scenario plays. */
export type ScenarioShop = {
  readonly name: string
  /** As people write it, with spaces and +. */
  readonly displayPhoneNumber: string
  readonly phoneDigits: string
  readonly currency: string
  readonly country: string
  readonly catalogName: string
  readonly profile: { readonly about: string; readonly address: string; readonly description: string; readonly email: string }
}

/** One article of the shop's catalog. */
export type ScenarioProduct = {
  readonly retailerId: string
  readonly name: string
  readonly description: string
  /** In whole units of the shop's currency. */
  readonly price: number
  /** As Meta shows it: a text, not a number. */
  readonly displayPrice: string
  readonly isInStock: boolean
  readonly drawing: Drawing
}

/** One template in one language. */
export type ScenarioTemplate = {
  readonly name: string
  readonly language: string
  readonly category: 'MARKETING' | 'UTILITY'
  readonly status: 'APPROVED' | 'PAUSED' | 'REJECTED' | 'PENDING' | 'DISABLED'
  readonly parameterFormat: 'NAMED' | 'POSITIONAL'
  readonly rejectedReason?: string
  readonly parts: readonly TemplatePart[]
}

/** Something that happens by itself soon after the shop starts to listen. */
export type StoryStep = {
  /** Real milliseconds after the first subscription; the tempo does not stretch it. */
  readonly afterMs: number
  /** Digits or username of the person it is about. */
  readonly from: string
} & StoryAct

/** They write; they change number or user id; or staff write to them on the shop's own phone. */
export type StoryAct =
  | {
      readonly text: string
      /** How long ago they wrote it, by its stamp. */
      readonly writtenAgoMs?: number
      readonly productRetailerId?: string
    }
  | { readonly newDigits: string }
  | { readonly newUserId: true; readonly firstText?: string }
  | { readonly echo: string }

/** A named world: shop, goods, people, and what happens by itself. */
export type Scenario = {
  readonly name: string
  readonly shop: ScenarioShop
  readonly products: readonly ScenarioProduct[]
  readonly templates: readonly ScenarioTemplate[]
  readonly people: readonly ScenarioPerson[]
  readonly strangers: StrangerRules
  readonly story: readonly StoryStep[]
  /** What is not healthy about number and account; missing = everything is well. */
  readonly start?: StartingState
  /** The customer list as a CSV with a header row. */
  readonly customersCsv: () => string
  /** What the shop sold until now, as a CSV with a header row; missing = nothing that anybody wrote down. */
  readonly ordersCsv?: (nowMs: number) => string
}
