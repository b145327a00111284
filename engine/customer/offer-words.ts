/** Whole messages that mean "no more offers", folded: lower case, no accents, no marks. English, both Chinese writings, Portuguese, Spanish, Indonesian. */
const STOP: readonly string[] = [
  'stop|stop all|stopall|stop offers|stop promotions|stop messages|please stop|unsubscribe|unsubscribe me|opt out',
  'optout|cancel|quit|end|no more offers|no more promotions|no more messages|remove me|stop sending',
  'stop sending me messages',
  '停止|取消|退訂|取消訂閱|取消接收|停止接收|停止發送|停止推播|停止促銷|不要再傳|不要再傳了|不要再發|不要再發了',
  '別再傳了|不再接收|拒收|停收|停止優惠|取消優惠|請停止|請取消訂閱|我要退訂|我要取消訂閱|解除訂閱',
  '退订|取消订阅|停止发送|停止推送|停止促销|停止营销|不要再发|不要再发了|别再发了|停止优惠|取消优惠|请停止',
  '请取消订阅|我要退订|我要取消订阅|回t退订|td',
  'parar|pare|sair|cancelar|cancelar inscricao|descadastrar|remover|nao quero mais|nao quero receber',
  'parar promocoes',
  'alto|parar|detener|baja|darme de baja|dar de baja|cancelar|cancelar suscripcion|salir|no mas|no quiero mas',
  'no quiero recibir|basta',
  'berhenti|stop promo|batal|batalkan|berhenti langganan|berhenti berlangganan|jangan kirim lagi|hapus saya',
].flatMap((line) => line.split('|'))

const START: readonly string[] = [
  'start|subscribe|subscribe me|opt in|optin|join|unstop|start offers|start promotions|yes offers',
  '加入|訂閱|我要訂閱|開始接收|同意接收|恢復接收|重新訂閱|我要加入|接收優惠',
  '订阅|我要订阅|开始接收|恢复接收|重新订阅|接收优惠',
  'comecar|iniciar|inscrever|quero receber|voltar|quero participar',
  'iniciar|comenzar|alta|suscribir|suscribirme|quiero recibir',
  'mulai|langganan|berlangganan|daftar|ikut',
].flatMap((line) => line.split('|'))

const stopWords = new Set(STOP)
const startWords = new Set(START)

/** Words that a shop adds to those that Shopbell knows. */
export type OwnOfferWords = { readonly stop: readonly string[]; readonly start: readonly string[] }

const NO_WORDS: OwnOfferWords = { stop: [], start: [] }

/**
 * Says whether a whole message asks to end or to begin offers. Width, case, accents, punctuation and emoji do not count;
 * anything more than the bare words ("don't stop!", "stop by tomorrow?") is for a person to read. Ending goes first.
 * @source SECURITY G-02; Meta leaves words to the sender
 */
export function offerWord(text: string, own: OwnOfferWords = NO_WORDS): 'stop' | 'start' | null {
  if (text.length > 200) return null
  const joined = bare(text)
  if (joined === '') return null
  if (stopWords.has(joined) || own.stop.some((word) => bare(word) === joined)) return 'stop'
  return startWords.has(joined) || own.start.some((word) => bare(word) === joined) ? 'start' : null
}

function bare(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  // Between Chinese characters a space means nothing.
  return /\p{Script=Han}/u.test(folded) ? folded.replaceAll(' ', '') : folded
}

/** The words that Shopbell knows, folded. */
export const knownOfferWords: OwnOfferWords = { stop: STOP, start: START }
