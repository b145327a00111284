/** What stands above a message. */
export type PreviewHeader = 'none' | 'text' | 'image' | 'video' | 'document' | 'location' | 'product'

export type PreviewButton = { readonly type: string; readonly text: string }

/** One card of a carousel, already filled in. */
export type PreviewCard = {
  readonly kind: 'image' | 'video' | 'product'
  readonly imageUrl: string | null
  readonly body: string
  readonly buttons: readonly PreviewButton[]
}

/** A message as the phone shows it, already filled in. */
export type PreviewMessage = {
  readonly headerImageUrl: string | null
  readonly headerText: string | null
  /** True when the template has a picture, also where its address is not known. */
  readonly hasPicture?: boolean | undefined
  /** Says more than `hasPicture` where it is given. */
  readonly header?: PreviewHeader | undefined
  readonly body: string
  readonly footer: string | null
  readonly buttons: readonly PreviewButton[]
  /** The line of an offer that ends, with its code and the time that is left. */
  readonly offer?: { readonly text: string; readonly code: string; readonly left: string | null } | null | undefined
  readonly cards?: readonly PreviewCard[] | undefined
}

/** What stands above, from whatever was given. */
export function headerOf(message: PreviewMessage): PreviewHeader {
  if (message.header !== undefined) return message.header
  if (message.hasPicture === true || message.headerImageUrl !== null) return 'image'
  return message.headerText === null ? 'none' : 'text'
}
