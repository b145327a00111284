/** The steps of the wizard, in their order on screen; any may be visited at any time. */
export const steps = ['audience', 'message', 'time', 'review'] as const
export type Step = (typeof steps)[number]

/** The step before or after; null at the ends. */
export const stepBeside = (step: Step, by: 1 | -1): Step | null => steps[steps.indexOf(step) + by] ?? null
