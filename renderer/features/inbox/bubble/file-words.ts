import type { MessageId } from '../../../i18n/index.ts'
import type { Message } from '../types.ts'

type Media = Extract<Message['content'], { kind: 'media' }>

/** The word for a file: a recording made in the chat is another thing than a sound file. */
export const mediaWord = ({ media, isVoice }: Media): MessageId =>
  media === 'audio' && isVoice === true ? 'inbox.bubble.media.voice' : `inbox.bubble.media.${media}`

/** Few know more of a type than its short name. */
const MOST_LETTERS = 5

/** What people call the type of a file: the ending of its name, else the short name of its type; empty where there is none. */
export function fileType({ fileName, mimeType = '' }: Pick<Media, 'fileName' | 'mimeType'>): string {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName ?? '')?.[1] ?? ''
  const name = /^[a-z]+\/([a-z0-9]+)(?:;|$)/i.exec(mimeType)?.[1] ?? ''
  return ([ending, name].find((word) => word !== '' && word.length <= MOST_LETTERS) ?? '').toUpperCase()
}
