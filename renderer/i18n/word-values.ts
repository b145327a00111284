/** Values that a text may take; numbers are written in the reader's way. */
export type WordValues = Readonly<Record<string, string | number | boolean | Date>>
