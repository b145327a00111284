import type { SpokenLanguage } from './temper.ts'

type Phrases = Readonly<Record<SpokenLanguage, readonly string[]>>

/** What people write after reading an offer. */
export const offerAnswers: Phrases = {
  zh_TW: ['這個優惠到什麼時候？', '可以宅配嗎？', '想買兩罐，怎麼訂？', '請問有試喝包嗎？', '謝謝，週末會過去店裡', '可以用在禮盒嗎？'],
  en: ['Until when is this valid?', 'Can you ship to me?', 'I would like two tins, please', 'Thanks! See you at the shop'],
  ms: ['Boleh pos ke Johor?', 'Tawaran ini sampai bila?', 'Saya nak dua tin, macam mana nak pesan?'],
  id: ['Bisa kirim ke Surabaya?', 'Promonya sampai kapan ya?', 'Saya mau dua kaleng, caranya bagaimana?'],
  pt_BR: ['Até quando vale a promoção?', 'Vocês entregam em Recife?', 'Quero duas latas, como faço?'],
}

/** What people ask from a product's page. */
export const productQuestions: Phrases = {
  zh_TW: ['這款還有貨嗎？', '這款是輕焙火還是重焙火？', '這款一罐有幾克？'],
  en: ['Is this one still in stock?', 'How many grams are in one tin?', 'Is this roasted lightly or strongly?'],
  ms: ['Yang ini masih ada?', 'Satu tin berapa gram?'],
  id: ['Yang ini masih ada?', 'Satu kaleng berapa gram?'],
  pt_BR: ['Ainda tem este?', 'Quantos gramas vêm na lata?'],
}

/** What talkative people write after the shop answered them. */
export const thanks: Phrases = {
  zh_TW: ['好的，謝謝！', '了解，那我要兩罐', '太好了，謝謝您', '請問可以刷卡嗎？'],
  en: ['Great, thank you!', 'Perfect, I will take it', 'Can I pay by card?'],
  ms: ['Baik, terima kasih!', 'Boleh bayar dengan kad?'],
  id: ['Oke, terima kasih!', 'Bisa bayar pakai kartu?'],
  pt_BR: ['Ótimo, obrigada!', 'Posso pagar com cartão?'],
}
