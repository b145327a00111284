// Plain numbers without schemas: the window reads them too, and a schema library there would try what its policy forbids.

/** People that a search looks at: who types more finds fewer, and a list of hundreds is no answer. */
export const MOST_FOUND = 500

/** Codes that one giving out by hand takes at most: they are taken in one short transaction. */
export const MOST_HANDED_OUT = 5_000

/** People that one act takes by their ids; more are named by what finds them. */
export const MOST_PICKED = 2_000
