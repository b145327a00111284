import type { CloudApi } from '../cloud-api/index.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { PriceRoom } from '../price/index.ts'
import type { OpenVault, ReadHandle } from '../store/index.ts'

/** A file as an example: in the vault, then on its way to Meta. */
export type SampleFile = { readonly fileName: string; readonly mime: string; readonly bytes: Uint8Array }

/** The part of the client that templates need. */
export type TemplateApi = {
  readonly templates: Pick<CloudApi['templates'], 'list' | 'create' | 'edit' | 'remove' | 'unpause' | 'library' | 'analytics'>
  readonly account: Pick<CloudApi['account'], 'enableInsights'>
  readonly media: Pick<CloudApi['media'], 'uploadSample'>
}

export type TemplateDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly price: Pick<PriceRoom, 'rule' | 'marketOfPerson' | 'currency'>
  /** The client of the current connection; null while there is none. */
  readonly api: () => TemplateApi | null
  /** Broadcasts that used each template, by `usesKey`. */
  readonly uses: (db: ReadHandle) => ReadonlyMap<string, number>
}

/** The key under which uses of a template in a language are counted. */
export const usesKey = (template: { readonly name: string; readonly language: string }): string => `${template.name} ${template.language}`
