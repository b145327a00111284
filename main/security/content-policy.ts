import { mediaOrigin } from './media-protocol.ts'

// React Aria puts one rule into the page itself (touch-action of its buttons); its hash lets just that text in.
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/**
 * What a page of the app may load and do: its own scripts and styles, pictures from itself and from data it already holds, no
 * network at all. Texts that would become markup need a trusted type, and the app declares none.
 * Pictures may be `data:` because the engine hands product thumbnails over in that form; files of chats come from a host that serves
 * nothing else.
 */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${REACT_ARIA_STYLE}`,
  `img-src 'self' data: blob: ${mediaOrigin}`,
  `media-src blob: ${mediaOrigin}`,
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
