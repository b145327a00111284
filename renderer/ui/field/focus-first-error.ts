/** Puts the focus on the first field that does not fit, once its error is on screen. */
export const focusFirstError = (): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(':is(input, textarea, select, button)[aria-invalid=true]')?.focus())
}
