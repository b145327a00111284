// The smallest app to measure against: one window, one local page, one button.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

void app.whenReady().then(() => new BrowserWindow({ width: 1360, height: 860 }).loadFile(join(import.meta.dirname, 'index.html')))
app.on('window-all-closed', () => app.quit())
