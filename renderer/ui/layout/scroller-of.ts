/** What scrolls around an element: its pane, or the page as a whole where the window is too low for a pane of its own. */
export function scrollerOf(element: Element | null): HTMLElement | null {
  const pane = element?.closest<HTMLElement>('[data-pane]') ?? null
  const isWholePage = pane !== null && getComputedStyle(pane).overflowY === 'visible'
  return isWholePage ? pane.parentElement : pane
}
