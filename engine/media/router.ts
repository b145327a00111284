import type { Handlers } from '../kernel/index.ts'
import type { Attaching } from './attach.ts'
import { attached, discard, fetchAgain, read, save, setSettings, settings, type Parts } from './use-cases.ts'

export const mediaHandlers = (parts: Parts, attaching: Attaching): Handlers => ({
  'media.attach': (input) => attaching.file(input),
  'media.attachBytes': (input) => attaching.bytes(input),
  'media.attached': (input) => attached(parts, input),
  'media.discard': (input) => discard(parts, input),
  'media.fetch': (input) => fetchAgain(parts, input),
  'media.read': (input) => read(parts, input),
  'media.save': (input, { person }) => save(parts, input, person),
  'media.settings': () => settings(parts),
  'media.setSettings': (input) => setSettings(parts, input),
})
