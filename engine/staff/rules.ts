/** Whom callers are who say nothing else. @source engine/host, the default of --person */
export const OWNER_PERSON = 'owner'

/** Words that stand for somebody else where a message says who sent it. */
export const reservedNames: ReadonlySet<string> = new Set([OWNER_PERSON, 'auto', 'customer'])
