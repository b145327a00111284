import type { Connection, ConnectionDeps } from './face.ts'
import { ConnectionRoom } from './room.ts'

/** Makes the room; it asks nothing before `begin`. */
export const createConnection = (deps: ConnectionDeps): Connection => new ConnectionRoom(deps)
export type { Connection, ConnectionDeps, Neighbours } from './face.ts'
export type { Link, NumberFacts } from './rules.ts'
