import type { ElectronApplication } from '@playwright/test'
import { answerOpenDialog, answerSaveDialog, expect } from '../app/index.ts'
import type { Hand } from './hand.ts'

type ImportOptions = {
  readonly file: string
  /** YYYY-MM-DD on which everybody in the file agreed. */
  readonly agreedOn: string
  readonly detail: string
  /** Looks at what would happen and goes no further. */
  readonly stopAtPreview?: boolean
  /** Hears which step stands on the screen, for pictures. */
  readonly onStep?: (step: 'columns' | 'consent' | 'preview' | 'done') => Promise<void>
}

/** Imports a file from the page of customers and stays at the last step. */
export async function importPeople(hand: Hand, app: ElectronApplication, options: ImportOptions): Promise<void> {
  const at = async (step: 'columns' | 'consent' | 'preview' | 'done'): Promise<void> => {
    await expect(hand.at('customer-import-step')).toHaveAttribute('data-step', step)
    await options.onStep?.(step)
  }
  await answerOpenDialog(app, options.file)
  await hand.click('customer-list-import')
  await hand.click('customer-import-choose')
  await at('columns')
  await hand.click('customer-import-next')
  await hand.click('customer-import-consent-till-qr')
  await hand.type('customer-import-consent-day', options.agreedOn)
  await hand.type('customer-import-consent-detail', options.detail)
  await at('consent')
  await hand.click('customer-import-next')
  await at('preview')
  if (options.stopAtPreview === true) return
  await hand.click('customer-import-finish')
  await at('done')
}

/** Finds a customer by name or digits and opens the page. */
export async function openCustomer(hand: Hand, search: string): Promise<void> {
  await hand.type('customer-list-search', search)
  await expect(hand.at('customer-list-row')).toHaveCount(1)
  await hand.click('customer-list-open')
  await hand.see('customer-detail')
}

/** Exports the customer whose page is open into this file. */
export async function exportCustomer(hand: Hand, app: ElectronApplication, target: string): Promise<void> {
  await answerSaveDialog(app, target)
  await hand.click('customer-detail-export')
  await hand.click('customer-export-save')
  await hand.see('customer-export-done')
}

/** Erases the customer whose page is open, after the dialog was shown to `onDialog`; the receipt stands on the screen at the end. */
export async function eraseCustomer(hand: Hand, lastFour: string, onDialog?: () => Promise<void>): Promise<void> {
  // By key, so that the ring shows where the focus begins: on Cancel.
  await hand.at('customer-detail-erase').focus()
  await hand.press('Enter')
  await hand.see('customer-erase-digits')
  await onDialog?.()
  await hand.type('customer-erase-digits', lastFour)
  await hand.click('customer-erase-confirm')
  await expect(hand.at('customer-receipt')).toBeVisible()
}
