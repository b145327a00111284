import { describe, expect, it } from 'vitest'
import { createChatReader, isChat } from './read-chat.ts'

const read = (lines: readonly string[], dayFirst?: boolean) => {
  const reader = createChatReader()
  for (const line of lines) reader.add(line)
  return reader.finish(dayFirst)
}
const times = (lines: readonly string[]) => read(lines).messages.map(({ wallTime, second, name, text }) => [wallTime, second, name, text])

/** What phones of many languages write for the same evening, 25 March 2024, three minutes after two in the afternoon. */
const SAME: readonly (readonly [string, string])[] = [
  ['English, 24 hours', '25/03/2024, 14:03 - Mei: hello'],
  ['English (US), 12 hours, narrow space', '3/25/24, 2:03\u202fPM - Mei: hello'],
  ['English (UK), small letters', '25/03/2024, 2:03 pm - Mei: hello'],
  ['English, brackets', '[25/03/2024, 14:03:00] Mei: hello'],
  ['English (US), brackets, narrow space, mark in front', '\u200e[3/25/24, 2:03:00\u202fPM] Mei: hello'],
  ['Chinese of Taiwan, half of the day first', '2024/3/25 下午2:03 - Mei: hello'],
  ['Chinese of Taiwan, brackets', '[2024/3/25 下午2:03:00] Mei: hello'],
  ['Chinese of China, 24 hours', '2024/3/25 14:03 - Mei: hello'],
  ['Chinese of China, written out', '2024年3月25日 下午2:03 - Mei: hello'],
  ['Spanish, two parts', '25/3/24, 2:03 p.\u00a0m. - Mei: hello'],
  ['Spanish, no comma', '25/3/24 14:03 - Mei: hello'],
  ['Portuguese', '25/03/2024 14:03 - Mei: hello'],
  ['German, dots', '25.03.24, 14:03 - Mei: hello'],
  ['German, brackets', '[25.03.24, 14:03:00] Mei: hello'],
  ['Japanese', '2024/03/25 14:03 - Mei: hello'],
  ['Japanese, half of the day', '2024/03/25 午後2:03 - Mei: hello'],
  ['Korean', '2024. 3. 25. 오후 2:03 - Mei: hello'],
  ['French', '25/03/2024, 14:03 - Mei: hello'],
  ['Indonesian, a dot in the time', '25/03/24 14.03 - Mei: hello'],
  ['Swedish', '2024-03-25 14:03 - Mei: hello'],
  ['Dutch', '25-03-2024 14:03 - Mei: hello'],
  ['Arabic digits and marks', '\u200f٢٥\u200f/٣\u200f/٢٠٢٤، ٢:٠٣\u202fم - Mei: hello'],
  ['Thai, another count of years', '25/3/2567 14:03 - Mei: hello'],
  ['name with marks and a sign of a stranger', '25/03/2024, 14:03 - ~\u202fMei\u200e: hello'],
]

describe('a chat that a phone exported', () => {
  it.each(SAME)('is read in %s', (_language, line) => {
    expect(times([line])).toEqual([['2024-03-25 14:03', 0, 'Mei', 'hello']])
    expect(isChat(`${line}\n`)).toBe(true)
  })

  it.each([
    ['上午12:30', '00:30'],
    ['凌晨3:05', '03:05'],
    ['中午12:30', '12:30'],
    ['中午11:40', '11:40'],
    ['中午1:10', '13:10'],
    ['晚上8:15', '20:15'],
    ['下午12:01', '12:01'],
  ])('at %s is at %s', (written, clock) => {
    expect(times([`2024/3/25 ${written} - Mei: hello`])[0]?.[0]).toBe(`2024-03-25 ${clock}`)
  })

  it('has messages of many lines, notices without a name, and colons in texts', () => {
    const lines = [
      '25/03/24, 14:00 - Messages and calls are end-to-end encrypted. Tap to learn more.',
      '25/03/24, 14:03 - Mei: three things:',
      '- tea',
      '',
      '12:30 is fine',
      '25/03/24, 14:04 - Shop: https://shop.example/a: yes',
      '25/03/24, 14:05 - Shop changed the group name',
      'with a second line of its own',
    ]
    expect(times(lines)).toEqual([
      ['2024-03-25 14:03', 0, 'Mei', 'three things:\n- tea\n\n12:30 is fine'],
      ['2024-03-25 14:04', 0, 'Shop', 'https://shop.example/a: yes'],
    ])
    expect(read(lines).unreadable).toBe(0)
  })

  it.each([
    ['<Media omitted>', 'left-out', ''],
    ['<Multimedia omitido>', 'left-out', ''],
    ['<省略多媒體檔>', 'left-out', ''],
    ['<メディアは含まれていません>', 'left-out', ''],
    ['\u200eimage omitted', 'left-out', ''],
    ['\u200e圖片已略去', 'left-out', ''],
    ['\u200e<attached: 00000012-PHOTO-2024-03-25-14-03-11.jpg>', '00000012-PHOTO-2024-03-25-14-03-11.jpg', ''],
    ['\u200e<附件：00000012-PHOTO.jpg>', '00000012-PHOTO.jpg', ''],
    ['\u200e<adjunto: 00000012-PHOTO.jpg>', '00000012-PHOTO.jpg', ''],
    ['\u200eIMG-20240325-WA0001.jpg (file attached)', 'IMG-20240325-WA0001.jpg', ''],
    ['IMG-20240325-WA0001.jpg (arquivo anexado)', 'IMG-20240325-WA0001.jpg', ''],
    ['menu.pdf (the new one)', null, 'menu.pdf (the new one)'],
    ['image omitted is what I read', null, 'image omitted is what I read'],
    ['<3', null, '<3'],
  ])('says of %j which file it is', (written, file, text) => {
    const [message] = read([`25/03/24, 14:03 - Mei: ${written}`]).messages
    expect([message?.file !== null && typeof message?.file === 'object' ? message.file.name : message?.file, message?.text]).toEqual([
      file,
      text,
    ])
  })

  it('keeps what is written below a photo as its words', () => {
    const [message] = read(['25/03/24, 14:03 - Mei: \u200eIMG-20240325-WA0001.jpg (file attached)', 'this one please']).messages
    expect(message).toMatchObject({ file: { name: 'IMG-20240325-WA0001.jpg' }, text: 'this one please' })
  })

  it('tells day from month by all lines together: by a number over twelve, or because chats run forward', () => {
    const line = (day: string) => `${day}/24, 14:03 - Mei: hello`
    expect(read([line('3/4'), line('25/4')]).dayFirst).toBe(true)
    expect(read([line('3/4'), line('4/25')]).dayFirst).toBe(false)
    // As days first they leap back from 5 November to 6 October.
    expect(read([line('5/11'), line('6/10')]).dayFirst).toBe(false)
    expect(read([line('3/4'), line('3/5')]).dayFirst).toBeNull()
    expect(read([line('3/4')], true).messages[0]?.wallTime).toBe('2024-04-03 14:03')
    expect(read([line('3/4')], false).messages[0]?.wallTime).toBe('2024-03-04 14:03')
    // Two digits of a year in front, as in Japan, are believed where nothing else runs forward.
    expect(read(['[24/03/25 14:03:00] Mei: hello', '[24/04/02 14:03:00] Mei: hello']).messages[1]?.wallTime).toBe('2024-04-02 14:03')
    expect(read(['4.3.24, 14:03 - Mei: dots']).dayFirst).toBe(true)
  })

  it.each(['Name,Phone\nMei,0912345678\n', '2024-03-25,Mei,0912\n', 'BEGIN:VCARD\n', '', '25/03/2024, 14:03 - nobody said this\n'])(
    'is not %j',
    (text) => {
      expect(isChat(text)).toBe(false)
    },
  )
})
