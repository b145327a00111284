const STEPS = 4

/** Which of five steps, 0 to 4, a number takes; only nothing at all is 0. */
export function heatStep(value: number, most: number): number {
  return value <= 0 || most <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * STEPS))
}
