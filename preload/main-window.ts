import { contextBridge, ipcRenderer, webUtils } from 'electron'

type Listener = (data: unknown) => void

const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on('shopbell:event', (_event, name: string, data: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(data)
})

/** Asks the engine or the shell; always answers with a Result (contract/kernel/result.ts). */
const call = (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('shopbell:call', name, input)

/** Hears an event; main is asked once for each event that somebody hears. Returns how to stop. */
const subscribe = (name: string, listener: Listener): (() => void) => {
  const known = listeners.get(name) ?? new Set()
  known.add(listener)
  if (!listeners.has(name)) {
    listeners.set(name, known)
    void ipcRenderer.invoke('shopbell:subscribe', name)
  }
  return () => {
    if (!known.delete(listener) || known.size > 0) return
    listeners.delete(name)
    void ipcRenderer.invoke('shopbell:unsubscribe', name)
  }
}

/** Gives a handle for a file that was dropped on the page. A file that the page made itself lies nowhere and gets none. */
const takeDropped = (file: File): Promise<unknown> => ipcRenderer.invoke('shopbell:dropped', webUtils.getPathForFile(file))

// Three functions and nothing of Electron: the page can't reach the object behind them.
contextBridge.exposeInMainWorld('shopbell', { call, subscribe, takeDropped })
