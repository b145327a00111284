import type { z } from 'zod'
import { fail, type Result } from '#contract/kernel/result.ts'
import { call, type CallDeps, type Operation } from './call.ts'
import { readPages, type Page } from './read-pages.ts'
import { checkRequest } from './check-request.ts'
import type { WireRequest } from './wire.ts'

/** What one call of Meta's interface is, apart from its use, so that tests can count and compare. */
export type OperationFact = {
  /** Folder and verb, e.g. `template.create`; for the log. */
  readonly name: string
  readonly method: WireRequest['method']
  /** Without version; ids stand as words in braces, e.g. `/{account}/message_templates`. */
  readonly path: string
  /** Part of the reference that describes it. */
  readonly reference: string
  /** Where Meta keeps the call; its usual host unless said otherwise. */
  readonly host?: WireRequest['host']
  /** What may be sent: the JSON body, or the query of calls that take one. Nothing that doesn't fit leaves. */
  readonly request?: z.ZodType
  /** True where Meta's words about a refusal could repeat a customer's number or a key; they are left out then. */
  readonly hidesWhy?: boolean
}

/** One use of a call. `request` is checked by the fact's schema and goes into the body, or into the query where `sendsQuery`. */
export type Use<S extends z.ZodType> = Pick<Operation<S>, 'form'> & {
  /** A value per word in braces. */
  readonly ids?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly request?: unknown
  /** The request goes into the address: texts as they are, everything else as JSON. */
  readonly sendsQuery?: boolean
  readonly answer: S
  /** The app's own key instead of the number's. */
  readonly appKey?: string
  /** An answer that Meta sends beside a refusal counts where this says so. */
  readonly readRefusal?: (json: unknown) => z.output<S> | null
}

/** Checks what is to be sent, makes one call and reads its answer. Errors besides those of Meta: form-… with field and limit. */
export async function ask<S extends z.ZodType>(deps: CallDeps, fact: OperationFact, use: Use<S>): Promise<Result<z.output<S>>> {
  const prepared = prepare(fact, use)
  return prepared.ok ? call(deps, prepared.value) : prepared
}

/** The same for a list, to its end. */
export async function askAll<T>(deps: CallDeps, fact: OperationFact, use: Use<z.ZodType<Page<T>>>): Promise<Result<readonly T[]>> {
  const prepared = prepare(fact, use)
  return prepared.ok ? readPages(deps, prepared.value) : prepared
}

function prepare<S extends z.ZodType>(fact: OperationFact, use: Use<S>) {
  const path = pathOf(fact.path, use.ids ?? {})
  if (path === null) return fail('form-value-refused', { operation: fact.name, field: 'id' })
  const refused = fact.request === undefined ? null : checkRequest(fact.request, use.request, fact.name)
  if (refused !== null) return { ok: false as const, error: refused }
  return {
    ok: true as const,
    value: {
      name: fact.name,
      method: fact.method,
      path,
      host: fact.host,
      answer: use.answer,
      tellsWhy: fact.hidesWhy !== true,
      ...placed(use),
      ...extras(use),
    },
  }
}

function placed({ query, request, sendsQuery }: Use<z.ZodType>) {
  if (sendsQuery === true) return { query: { ...query, ...queryOf(request) } }
  return { ...(query === undefined ? {} : { query }), ...(request === undefined ? {} : { body: request }) }
}

const extras = <S extends z.ZodType>({ appKey, form, readRefusal }: Use<S>) => ({
  ...(form === undefined ? {} : { form }),
  ...(appKey === undefined ? {} : { appKey }),
  ...(readRefusal === undefined ? {} : { readRefusal }),
})

/** Puts ids into a path; null for an id that can't stand there, so that no id leads to another node. */
function pathOf(path: string, ids: Readonly<Record<string, string>>): string | null {
  let isSafe = true
  const filled = path.replace(/\{(\w+)\}/g, (_whole, word: string) => {
    const id = ids[word] ?? ''
    if (!/^(?!\.+$)[\w.:=-]+$/.test(id)) isSafe = false
    return encodeURIComponent(id)
  })
  return isSafe ? filled : null
}

function queryOf(request: unknown): Record<string, string> {
  const entries = Object.entries(typeof request === 'object' && request !== null ? request : {})
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
