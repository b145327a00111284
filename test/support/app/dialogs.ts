import type { ElectronApplication } from '@playwright/test'

/** Lets the next dialogs for opening a file answer with this one; null stands for a person who cancels. */
export const answerOpenDialog = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, path)

/** Lets the next dialogs for saving answer with this path; null stands for a person who cancels. */
export const answerSaveDialog = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' })
  }, path)

/** Lets the next questions be answered by the button with this number, counted from 0. */
export const answerQuestion = (app: ElectronApplication, button: number): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showMessageBox = async () => ({ response: chosen, checkboxChecked: false })
  }, button)
