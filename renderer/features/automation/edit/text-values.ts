/** Values that may stand in what is said, as they are written; the engine knows what they mean. */
export const CHAT_VALUES = '{{name}}, {{addressAs}}, {{shop}}'
export const AWAY_VALUES = '{{name}}, {{addressAs}}, {{shop}}, {{opens}}, {{holiday}}'
export const ORDER_VALUES = '{{name}}, {{addressAs}}, {{shop}}, {{number}}, {{total}}, {{tracking}}, {{due}}'
