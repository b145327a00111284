import { basename } from 'node:path'
import { stat } from 'node:fs/promises'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { DropFolderRuleId } from '#contract/kernel/values.ts'
import { newId } from '../../kernel/index.ts'
import type { IntegrationDeps } from '../face.ts'
import { readText, saveText } from '../settings.ts'
import { safeFolder } from './places.ts'
import { openTable } from './read-rows.ts'
import { allRules, isPatternTaken, latestFiles, removeRuleRow, saveRuleRow } from './rule-queries.ts'
import { Watcher } from './watcher.ts'

type View = CallOutput<'integration.folder'>

const FOLDER = 'integration.folder'
const IS_ON = 'integration.folder-on'
const FILES_SHOWN = 20
const ROWS_SHOWN = 5
const CELL_CHARS = 200

/** The watched folder with its rules; watches while it is switched on. */
export class DropFolder {
  readonly #deps: IntegrationDeps
  #watcher: Watcher | null = null

  constructor(deps: IntegrationDeps) {
    this.#deps = deps
  }

  begin(): void {
    const { folder } = this.#choice()
    if (!this.#choice().isOn || folder === null) return
    this.#watcher = new Watcher(this.#deps, folder)
    this.#watcher.begin()
  }

  async stop(): Promise<void> {
    await this.#watcher?.stop()
    this.#watcher = null
  }

  view(): View {
    const db = this.#deps.vault.store.read
    return { ...this.#choice(), state: this.#watcher?.state ?? 'off', rules: allRules(db), files: latestFiles(db, FILES_SHOWN) }
  }

  /** Errors: folder-missing, folder-refused. */
  async set(input: ParsedInput<'integration.setFolder'>): Promise<Result<View>> {
    const { vault, clock } = this.#deps
    const folder = input.folder === undefined ? ok(this.#choice().folder) : await safeFolder(input.folder, vault.folder)
    if (!folder.ok) return folder
    const isOn = input.isOn ?? this.#choice().isOn
    if (isOn && folder.value === null) return fail('folder-missing')
    const now = clock.now()
    vault.store.write((db) => {
      if (folder.value !== null) saveText(db, { name: FOLDER, value: folder.value, now })
      saveText(db, { name: IS_ON, value: isOn ? 'yes' : 'no', now })
    })
    await this.stop()
    this.begin()
    return this.#told()
  }

  async look(): Promise<Result<View>> {
    await this.#watcher?.look()
    return ok(this.view())
  }

  /** Errors: those of openTable. */
  async inspect({ file, encoding }: ParsedInput<'integration.inspectFile'>): Promise<Result<CallOutput<'integration.inspectFile'>>> {
    const facts = await stat(file).catch(() => null)
    if (facts === null) return fail('file-missing')
    const opened = await openTable({ path: file, name: basename(file), encoding: encoding ?? null, sizeBytes: facts.size })
    if (!opened.ok) return opened
    const table = opened.value
    const rows: string[][] = []
    try {
      for await (const batch of table.batches(new AbortController().signal)) {
        if (!batch.ok) return batch
        for (const { cells } of batch.value.slice(0, ROWS_SHOWN - rows.length))
          rows.push(table.columns.map((column) => (cells.get(column) ?? '').slice(0, CELL_CHARS)))
        if (rows.length >= ROWS_SHOWN) break
      }
    } finally {
      await table.close()
    }
    return ok({ fileName: basename(file), encoding: table.encoding, columns: [...table.columns], rows })
  }

  /** Errors: folder-rule-taken, template-missing. */
  saveRule(input: ParsedInput<'integration.saveRule'>): Result<View> {
    const { vault, clock, random, template } = this.#deps
    const { read } = vault.store
    if (isPatternTaken(read, input.pattern, input.ruleId)) return fail('folder-rule-taken')
    const name = input.template.from === 'text' ? input.template.text : null
    if (name !== null && !template.all(read).some((one) => one.name === name)) return fail('template-missing', { name, language: '' })
    const ruleId = input.ruleId ?? (newId('drp', random, clock.now()) as DropFolderRuleId)
    vault.store.write((db) => saveRuleRow(db, { ...input, ruleId }))
    return this.#told()
  }

  /** Error: folder-rule-missing. */
  removeRule(ruleId: string): Result<View> {
    return this.#deps.vault.store.write((db) => removeRuleRow(db, ruleId)) ? this.#told() : fail('folder-rule-missing')
  }

  #told(): Result<View> {
    this.#deps.announcer.announce('integration.changed', { part: 'folder', noticeId: null })
    return ok(this.view())
  }

  #choice(): Pick<View, 'folder' | 'isOn'> {
    const db = this.#deps.vault.store.read
    return { folder: readText(db, FOLDER), isOn: readText(db, IS_ON) === 'yes' }
  }
}
