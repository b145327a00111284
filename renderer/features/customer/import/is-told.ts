import type { ImportProgress } from './eta.ts'

/** How the window stands when progress of an import is heard. */
export type Listening = {
  /** The dialog of an import is open, and says how it ended by itself. */
  readonly isDialogOpen: boolean
  /** It was open at some time in this page. */
  readonly wasDialogOpen: boolean
  /** A demo shop fills itself with a list that nobody here imported. */
  readonly isDemo: boolean
}

/** Whether how an import ended is said on the screen where somebody happens to be. */
export const isTold = ({ phase }: Pick<ImportProgress, 'phase'>, { isDialogOpen, wasDialogOpen, isDemo }: Listening): boolean =>
  phase === 'ended' && !isDialogOpen && (wasDialogOpen || !isDemo)
