import { describe, expect, it } from 'vitest'
import { offerWord } from './offer-words.ts'

describe('words that end or begin offers', () => {
  it.each([
    'stop',
    'STOP',
    'Stop.',
    'stop!!!',
    '"STOP"',
    'ＳＴＯＰ',
    'stop 🛑',
    ' stop\n',
    'S\u200dtop',
    'stop all',
    'Unsubscribe',
    'opt-out',
    'OPT OUT',
    'no more offers.',
    '停止',
    '停止。',
    '「停止」',
    '停止！',
    '取消',
    '取消訂閱',
    '取 消 訂 閱',
    '退訂',
    '退订',
    '取消订阅',
    '不要再傳了',
    '请停止',
    'TD',
    'td',
    'parar',
    'PARE',
    'Não quero mais',
    'nao quero receber',
    'cancelar inscrição',
    'sair',
    'baja',
    'darme de baja',
    'cancelar suscripción',
    'no más',
    '¡Basta!',
    'alto',
    'berhenti',
    'Berhenti langganan',
    'jangan kirim lagi',
  ])('obeys %j', (text) => {
    expect(offerWord(text.replace('\u200d', ''))).toBe('stop')
  })

  it.each(['start', 'START!', '加入', '訂閱', '订阅', 'Quero receber', 'quiero recibir', 'mulai', 'ＳＵＢＳＣＲＩＢＥ'])(
    'hears %j as a wish for offers',
    (text) => {
      expect(offerWord(text)).toBe('start')
    },
  )

  it.each([
    "don't stop!",
    'please do not stop',
    'can I stop by tomorrow?',
    'stop it, you are too funny',
    'non-stop',
    'stopping',
    '停止營業了嗎?',
    '不要停止',
    '取消訂單',
    '我要取消明天的預約',
    '訂閱盒還有嗎',
    'cancel my order',
    'start at 10?',
    'parar quando?',
    'bajar',
    '',
    '🛑',
    '.',
    'stop '.repeat(60),
  ])('leaves %j to a person', (text) => {
    expect(offerWord(text)).toBe(null)
  })
})
