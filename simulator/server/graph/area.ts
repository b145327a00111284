import type { HttpBindings } from '@hono/node-server'
import type { World } from '../../behaviour/world.ts'
import type { Answer } from '../problems.ts'

/** One call as a handler sees it. The body can be read in one way only, once. */
export type GraphRequest = {
  readonly method: string
  readonly url: URL
  /** What stood in the places of the path that the route leaves open, by the name between the braces. */
  readonly ids: Readonly<Record<string, string>>
  readonly headers: Headers
  /** The connection, for answers given badly. */
  readonly bindings: HttpBindings
  /** True when the socket carried a request before this one. */
  readonly isReusedSocket: boolean
  /** The body as it came, whatever it is. */
  readonly bytes: () => Promise<Uint8Array>
  readonly text: () => Promise<string>
  /** A body of multipart/form-data with its files; null when it is none. */
  readonly form: () => Promise<FormData | null>
  /** Query, form and JSON body in one, the body winning, as Graph takes its parameters. Null when the body is broken. */
  readonly fields: () => Promise<Readonly<Record<string, unknown>> | null>
}

/** Permissions that a token can have. @source reference part 1, scopes */
export type Scope = 'whatsapp_business_messaging' | 'whatsapp_business_management' | 'business_management' | 'catalog_management'

/** One edge or node. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /**
   * Below the version: `{number}/block_users`, where a word in braces names a kind of object, and any name that no area
   * declares as a kind takes every text. With a slash in front it stands outside the version.
   */
  readonly path: string
  /** What the token must be allowed; without it a caller gets 200 or 10. Empty = any living token. */
  readonly scopes?: readonly Scope[]
  /** Whose token the call takes: a system user's unless said otherwise, or the app's own `APPID|APPSECRET`. */
  readonly caller?: 'app' | 'either'
  /** True = the handler checks token, proof, limits and faults itself. */
  readonly isUnguarded?: boolean
  readonly handle: (world: World, request: GraphRequest) => Answer | Response | Promise<Answer | Response>
}

/** What one part of the simulator answers. Made anew for each simulator, so that its state lives as long. */
export type Area = {
  /** Says whether an id is an object of this kind. */
  readonly kinds?: Readonly<Record<string, (world: World, id: string) => boolean>>
  readonly routes: readonly Route[]
}
