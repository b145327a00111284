export { FileHandles, type FileUse } from './file-handles.ts'
export { registerWindowDoor, type WindowDoor } from './register.ts'
export { createWindowCalls, type WindowCallParts } from './window-calls.ts'
