import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { parseIfText } from './answers.ts'
import type { GraphRequest } from './area.ts'

type GraphContext = Context<{ Bindings: HttpBindings }>

/** Makes what a handler sees out of a call. Nothing of the body is read yet. */
export function makeRequest(
  context: GraphContext,
  facts: { readonly ids: Readonly<Record<string, string>>; readonly isReusedSocket: boolean },
): GraphRequest {
  const { req } = context
  const url = new URL(req.url)
  const text = (): Promise<string> => req.text()
  return {
    ...facts,
    method: req.method,
    url,
    headers: req.raw.headers,
    bindings: context.env,
    text,
    bytes: async () => new Uint8Array(await req.arrayBuffer()),
    form: () => readForm(context),
    fields: async () => {
      const body = isMultipart(context) ? formFields(await readForm(context)) : bodyFields(await text(), req.header('content-type') ?? '')
      return body === null ? null : { ...textFields(url.searchParams), ...body }
    },
  }
}

function isMultipart(context: GraphContext): boolean {
  return (context.req.header('content-type') ?? '').startsWith('multipart/form-data')
}

async function readForm(context: GraphContext): Promise<FormData | null> {
  if (!isMultipart(context)) return null
  try {
    return await context.req.formData()
  } catch {
    // Broken multipart: the handler words the refusal.
    return null
  }
}

/** Texts by name; Graph takes lists and objects inside them as JSON. */
function textFields(texts: URLSearchParams): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...texts].map(([name, text]) => [name, /^[[{]/.test(text) ? parseIfText(text) : text]))
}

function formFields(form: FormData | null): Readonly<Record<string, unknown>> | null {
  return form === null ? null : Object.fromEntries(form)
}

function bodyFields(text: string, contentType: string): Readonly<Record<string, unknown>> | null {
  if (text === '') return {}
  if (contentType.startsWith('application/x-www-form-urlencoded')) return textFields(new URLSearchParams(text))
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null
  } catch {
    // Not JSON: the handler words the refusal.
    return null
  }
}
