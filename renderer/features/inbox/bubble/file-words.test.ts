import { describe, expect, it } from 'vitest'
import { fileType, mediaWord } from './file-words.ts'

describe('the words for a file', () => {
  it.each([
    [{ fileName: 'prices.PDF', mimeType: 'application/pdf' }, 'PDF'],
    [{ fileName: null, mimeType: 'image/jpeg' }, 'JPEG'],
    [{ fileName: null, mimeType: 'audio/ogg; codecs=opus' }, 'OGG'],
    [{ fileName: 'list.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }, 'XLSX'],
    [{ fileName: null, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }, ''],
    [{ fileName: null }, ''],
  ])('name the type of %j', (file, type) => {
    expect(fileType(file)).toBe(type)
  })

  it('tell a recording from a sound file', () => {
    const sound = { kind: 'media', media: 'audio', caption: '', fileName: null } as const
    expect(mediaWord({ ...sound, isVoice: true })).toBe('inbox.bubble.media.voice')
    expect(mediaWord({ ...sound, isVoice: false })).toBe('inbox.bubble.media.audio')
    expect(mediaWord(sound)).toBe('inbox.bubble.media.audio')
  })
})
