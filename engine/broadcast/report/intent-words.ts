/** Words of answers to offers, by what they tell. Latin ones are matched as whole words, Chinese ones anywhere. Compared without case, accents, marks and width. */
export type IntentWords = { readonly latin: RegExp; readonly han: RegExp }

const words = (latin: string, han: string): IntentWords => ({ latin: new RegExp(` (?:${latin}) `), han: new RegExp(han) })

/** Declines this offer, without ending offers. Looked for before interest, because it often holds its words: "not interested". */
export const NOT_NOW = words(
  [
    'not now|not interested|no interest|not today|not this time|maybe later|later|another time|next time|no thanks|no thank you|no need',
    'dont need|do not need|dont want|do not want|already have|already bought|too expensive|too far|busy|nope|no|nah|not yet|pass|im good',
    'cant make it|cannot come|cant come|wont make it|not coming|not available',
  ].join('|'),
  [
    '不用|不需要|不要|不想|不必|没兴趣|沒興趣|不感兴趣|不感興趣|没有兴趣|沒有興趣|下次|改天|以后再|以後再|之后再|之後再|晚点再|晚點再|过几天|過幾天',
    '再看看|再考虑|再考慮|再说吧|再說吧|考虑一下|考慮一下|先不|暂时不|暫時不|已经买了|已經買了|买过了|買過了|已经有了|已經有了|太贵|太貴|没空|沒空',
    '没时间|沒時間|没办法去|沒辦法去|不方便|不去了|不来了|不來了|还不|還不',
  ].join('|'),
)

/** Wants to know something. A question mark tells it as well. */
export const QUESTION = words(
  [
    'how much|how many|how long|how do|how can|how to|how does|what is|whats|what are|what time|what size|what sizes|what colour|what color',
    'which|where|when|who|why|can i|can you|could you|could i|do you|does it|is it|is there|are there|are you|may i|any discount|any stock',
    'in stock|price|prices|how|still available|still have|wondering|want to ask|tell me more|more details|more info',
  ].join('|'),
  [
    '吗|嗎|呢|么|多少|几|幾|怎么|怎麼|怎样|怎樣|如何|哪|什么|什麼|甚麼|为什么|為什麼|请问|請問|想问|想問|问一下|問一下|可不可以|能不能|有没有|有沒有',
    '是不是|要不要|会不会|會不會|可否|能否|是否|价钱|價錢|价格|價格|价位|價位|营业时间|營業時間|地址|运费|運費|有货|有貨|现货|現貨|谁|誰|求介绍|求介紹',
  ].join('|'),
)

/** Wants it. */
export const INTERESTED = words(
  [
    'yes|yeah|yep|yup|sure|ok|okay|interested|i want|i would like|id like|i need|ill take|i will take|take one|i take|order|buy|purchase|book',
    'reserve|count me in|im in|sign me up|coming|i will come|ill come|see you|see you there|great|awesome|perfect|love it|love this|nice|good|wow',
    'please|send me|keep one|keep me one|save me one|deal|definitely|of course|add me|join|link please',
  ].join('|'),
  [
    '我要|想要|想买|想買|要买|要買|想订|想訂|要订|要訂|预订|預訂|预定|預定|预约|預約|订购|訂購|下单|下單|购买|購買|买一|買一|来一|來一|留一|帮我留|幫我留',
    '有兴趣|有興趣|感兴趣|感興趣|好的|好啊|好呀|好哦|好喔|好耶|可以|没问题|沒問題|当然|當然|太好了|太棒|喜欢|喜歡|不错|不錯|期待|赞|讚|会去|會去|我去',
    '会来|會來|我来|我來|报名|報名|参加|參加|加一|登记|登記|要了|收到马上|收到馬上|就要|买了|買了|来了|來了',
  ].join('|'),
)

/** Whole answers that are too short to be looked for inside longer ones. */
export const WHOLE: Readonly<Record<'interested' | 'not-now' | 'question', readonly string[]>> = {
  interested: ['好', '要', '行', '嗯', '嗯嗯', '是', '有', '可', '+1', '1', 'y', 'k', '想', '买', '買'],
  'not-now': ['不', '否', '没', '沒', 'n', '0', '無', '无', '沒有', '没有'],
  question: ['价', '價', '啥', '咦', 'huh', 'what'],
}

/** Signs put on a message, or sent alone, by what they tell. */
export const SIGNS: Readonly<Record<'interested' | 'not-now' | 'question', string>> = {
  interested: '👍👌🙌👏🤝✅☑✔💯❤🧡💛💚💙💜🖤🤍🤎💕💖💗💓💞😍🥰😘😀😃😄😁😊🙂🤩😋🤤🔥🎉🥳✨⭐🌟🙋🛒🛍💪😎',
  'not-now': '👎🙅❌✖🚫😒🙄😡😠🤬💩😴🥱🙁☹😞',
  question: '❓❔🤔⁉🧐',
}
