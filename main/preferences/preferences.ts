import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { Preferences as PreferencesSchema } from '#contract/ipc/shell.ts'
import type { Locale } from '#contract/kernel/values.ts'

/** Language, theme and other habits of the window; no customer data. */
export type Preferences = z.infer<typeof PreferencesSchema>

/**
 * Chooses the language for a first start from what the system prefers.
 * @param preferred language tags, the most wanted first, such as zh-Hant-TW
 */
export const chooseLocale = (preferred: readonly string[]): Locale => {
  // Some systems name no language ("C"), or add an encoding ("zh_TW.UTF-8").
  const tags = preferred
    .map((tag) => tag.split('.')[0]?.replaceAll('_', '-') ?? '')
    .filter((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag))
  for (const tag of tags) {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'en') return 'en'
    if (language === 'zh') return script === 'Hant' ? 'zh-TW' : 'zh-CN'
  }
  return 'en'
}

const defaults = (locale: Locale): Preferences => ({
  locale,
  theme: 'system',
  density: 'comfortable',
  undoSendMs: 3_000,
  enterSends: true,
  notices: 'text',
  closingNotices: false,
  quietHours: null,
})

/** Preferences as a small file; a file that can't be read costs only the preferences, so the defaults take its place. */
export class PreferencesFile {
  readonly #path: string
  #current: Preferences

  /** @param locale the language for a first start */
  constructor(path: string, locale: Locale) {
    this.#path = path
    this.#current = this.#read(defaults(locale))
  }

  /** As they are now. */
  get current(): Preferences {
    return this.#current
  }

  /** Changes some and writes all, so that a crash leaves the old file or the new one. */
  change(changes: Partial<{ [K in keyof Preferences]: Preferences[K] | undefined }>): Preferences {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    this.#current = { ...this.#current, ...given }
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#current, undefined, 2))
    renameSync(`${this.#path}.new`, this.#path)
    return this.#current
  }

  #read(fallback: Preferences): Preferences {
    try {
      const stored: unknown = JSON.parse(readFileSync(this.#path, 'utf8'))
      const parsed = PreferencesSchema.partial().loose().safeParse(stored)
      return parsed.success ? PreferencesSchema.strip().parse({ ...fallback, ...parsed.data }) : fallback
    } catch {
      // No file yet, or half a file from a full disk: neither holds anything that is worth stopping for.
      return fallback
    }
  }
}
