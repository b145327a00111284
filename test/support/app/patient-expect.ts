import { expect as plain } from '@playwright/test'

/** A limit for what hangs: on a busy machine at a tenth of its speed nothing else comes near it. */
const HANGS_AFTER_MS = 60_000

/** Playwright's expect with the patience of the end-to-end tests, also where no test runner sets it, as on the tour. */
export const expect = plain.configure({ timeout: HANGS_AFTER_MS })
