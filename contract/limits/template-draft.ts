/**
 * The most letters that a box of a draft takes. Far more than Meta allows anywhere: what is too long for Meta is kept like
 * everything else and told by the checks, so that a pasted page does not stop a draft from being kept.
 */
export const DRAFT_BOX_CHARACTERS = 20_000
