import { randomBytes } from 'node:crypto'
import { findGraphError } from '#contract/cloud-api/error-catalogue.ts'

/** A refusal as Meta words it. */
export type Problem = {
  readonly code: number
  readonly subcode?: number
  readonly httpStatus: number
  readonly message: string
  readonly type: string
  /** Goes out as error_data.details. */
  readonly details?: string
  readonly isTransient?: boolean
}

/** A finished answer: JSON when `body` is an object, otherwise a text of the given type. */
export type Answer = {
  readonly status: number
  readonly body: object | string
  readonly contentType: string
  /** Where a redirect points. */
  readonly location?: string
}

/** A refusal with the catalogue's title and HTTP status. */
export function problem(code: number, details: string, options: Partial<Problem> = {}): Problem {
  const fact = findGraphError(code, options.subcode)
  return {
    code,
    httpStatus: fact?.httpStatus ?? 400,
    message: `(#${code}) ${fact?.title ?? 'Error'}`,
    type: 'OAuthException',
    details,
    ...options,
  }
}

/** Unknown object, or one that the token may not see. @source reference part 1, code 100/33 */
export function missingObject(id: string, method: string): Problem {
  return {
    code: 100,
    subcode: 33,
    httpStatus: 400,
    type: 'GraphMethodException',
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
  }
}

/** A dead, foreign or missing token. @source reference part 1, code 190 */
export function deadToken(subcode: 460 | 463 | 467): Problem {
  return {
    code: 190,
    subcode,
    httpStatus: 401,
    type: 'OAuthException',
    message: 'Error validating access token: the token is not valid here',
  }
}

/** Writes a refusal in Meta's shape. */
export function refuse(what: Problem): Answer {
  const error = {
    message: what.message,
    type: what.type,
    code: what.code,
    ...(what.subcode === undefined ? {} : { error_subcode: what.subcode }),
    ...(what.details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details: what.details } }),
    ...(what.isTransient === undefined ? {} : { is_transient: what.isTransient }),
    fbtrace_id: `S${randomBytes(8).toString('base64url')}`,
  }
  return json({ error }, what.httpStatus)
}

/** A JSON answer. */
export function json(body: object, status = 200): Answer {
  return { status, body, contentType: 'application/json; charset=UTF-8' }
}

/** An HTML page, as gateways and captive portals give. */
export function page(title: string, status: number): Answer {
  return {
    status,
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    contentType: 'text/html',
  }
}
