/** Words that Shopbell knows by itself in English, Chinese in both writings (folded to one), Portuguese, Spanish and Indonesian. */
const lines = (...all: readonly string[]): readonly string[] => all.flatMap((line) => line.split('|'))

/** Somebody asks for a person. */
export const PERSON_WORDS = lines(
  'agent|human|real person|a person|talk to someone|speak to someone|talk to a human|speak to a human|customer service|representative|live chat|operator|staff member',
  '真人|人工|客服|專人|人工服務|真人客服|轉接|找人|有人嗎|找店員|店員|小編|老闆在嗎',
  '人工客服|转人工|转接|找客服|有人吗|店员|在线客服',
  'atendente|falar com alguem|pessoa real|humano|agente|hablar con alguien|persona real|operador|petugas|manusia|customer service',
)

/** Anger. Only words that are hardly ever said in another mood. */
export const ANGER_WORDS = lines(
  'complaint|complain|terrible|horrible|useless|ridiculous|unacceptable|scam|fraud|rip off|furious|angry|worst|wtf|fuck|bullshit|stupid bot|report you',
  '投訴|客訴|申訴|騙人|詐騙|很爛|太爛|爛透|生氣|氣死|火大|離譜|誇張|不能接受|什麼態度|態度差|垃圾|檢舉|消保官|消基會|退錢',
  '投诉|骗人|诈骗|很烂|太烂|生气|气死|离谱|不能接受|什么态度|态度差|举报|黑店|差评|退钱|坑人',
  'reclamacao|pessimo|absurdo|golpe|queja|pesimo|estafa|penipuan|komplain|kecewa|parah',
)

/** Something is wrong with an order. */
export const ORDER_WORDS = lines(
  'refund|wrong order|wrong item|missing item|not arrived|never arrived|did not arrive|broken|damaged|defective|cancel my order|cancel order|where is my order|late delivery|return my order|double charged|charged twice',
  '退款|退貨|退費|換貨|瑕疵|壞掉|壞了|破損|少寄|漏寄|寄錯|沒收到|還沒收到|未收到|還沒到|沒到貨|取消訂單|訂單問題|重複扣款|多扣',
  '退货|换货|坏了|破损|少发|漏发|发错|没收到|还没收到|还没到|没到货|取消订单|订单问题|重复扣款|什么时候发货',
  'reembolso|pedido errado|nao chegou|devolucion|no llego|pedido equivocado|dañado|pengembalian|belum sampai|salah kirim|rusak',
)

/**
 * Parts of sentences that may ask to end offers. A message that holds one and is no certain wish is laid aside for a person.
 */
export const MAYBE_STOP = lines(
  'stop sending|stop messaging|stop texting|stop writing|stop bothering|please stop|stop it|unsubscribe|opt out|opt me out|no more messages|no more offers|no more promotions|no more ads|leave me alone|dont message|don t message|do not message|dont send|don t send|do not send|dont contact|don t contact|do not contact|remove me|take me off|spam|too many messages',
  '不要再傳|別再傳|不要傳|別傳|不要再寄|不要再發|別再發|不要發|別發|停止傳|停止發|停止推|退訂|取消訂閱|不想收到|不想再收|不要收到|不要廣告|不要優惠|不需要優惠|太多訊息|太多廣告|拒收|封鎖你|不要打擾|別打擾|別煩|騷擾',
  '取消关注|不想再收到|不要广告|太多信息|太多消息|不要打扰|别打扰|别烦|骚扰|拉黑',
  'nao quero mais|pare de|parar de enviar|nao me mande|deja de enviar|no me envies|no quiero recibir|no mas mensajes|jangan kirim|berhenti mengirim|terlalu banyak pesan',
)

/** Parts of sentences that may ask for offers. */
export const MAYBE_START = lines(
  'sign me up|subscribe me|send me offers|send me promotions|send offers|want offers|want promotions|keep me posted|notify me of|opt me in|resume messages|join the list',
  '想收到優惠|想訂閱|幫我訂閱|我想加入|有優惠通知我|優惠通知我|有活動通知我|活動通知我|恢復訂閱|重新訂閱',
  '想收到优惠|想订阅|帮我订阅|有优惠通知我|有活动通知我|恢复订阅',
  'quero receber ofertas|quero me inscrever|quiero recibir ofertas|quiero suscribirme|mau langganan|kirim promo',
)
