/** Languages that are offered; what somebody else wrote in others stays. */
export const LANGUAGES = ['zh-TW', 'zh-CN', 'en', 'ja', 'ko', 'id', 'vi', 'th', 'pt-BR', 'es', 'hi', 'ar'] as const
