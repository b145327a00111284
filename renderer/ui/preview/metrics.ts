/** Sizes of a message bubble on one kind of device, in CSS pixels. One file, so that a measurement corrects all previews. */
export type BubbleMetrics = {
  readonly screenWidth: number
  readonly bubbleWidth: number
  readonly radius: number
  readonly fontSize: number
  readonly lineHeight: number
  readonly stampSize: number
  readonly buttonHeight: number
  /** Width of one card of a carousel; the next one looks in from the side. */
  readonly cardWidth: number
  /** Body lines after which the phone folds the rest behind "Read more". */
  readonly foldAfterCharacters: number
}

/** Devices that a preview can show. */
export type Device = 'android' | 'iphone' | 'web'

/** Our own reading of how the three apps lay a template out; the screen says that it may differ a little. */
export const metrics: Readonly<Record<Device, BubbleMetrics>> = {
  android: {
    screenWidth: 320,
    bubbleWidth: 272,
    radius: 10,
    fontSize: 15,
    lineHeight: 20,
    stampSize: 11,
    buttonHeight: 40,
    cardWidth: 224,
    foldAfterCharacters: 768,
  },
  iphone: {
    screenWidth: 320,
    bubbleWidth: 268,
    radius: 16,
    fontSize: 15.5,
    lineHeight: 20,
    stampSize: 11,
    buttonHeight: 42,
    cardWidth: 222,
    foldAfterCharacters: 768,
  },
  web: {
    screenWidth: 420,
    bubbleWidth: 330,
    radius: 8,
    fontSize: 14,
    lineHeight: 19,
    stampSize: 11,
    buttonHeight: 38,
    cardWidth: 250,
    foldAfterCharacters: 1024,
  },
}

/** Width over height of a header picture. */
export const PICTURE_RATIO = 1.91

/** Width over height of a picture on a card. */
export const CARD_PICTURE_RATIO = 1.4

/** More buttons than this fold into a list: all but the first two stand behind "See all options". */
export const MOST_SHOWN_BUTTONS = 3
