/** Puts the focus on the first field that does not fit, once its error is on screen, and brings both into sight. */
export const focusFirstError = (): void => {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(':is(input, textarea, select, button, [role=spinbutton])[aria-invalid=true]')
    field?.focus()
    // The focus alone may leave the words under the field below the edge.
    field?.scrollIntoView({ block: 'center' })
  })
}
