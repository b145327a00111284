/** What the first bytes of a file prove. `box` is the container of mp4, in which a sound and a film look alike; `office` any ZIP or old Office file. */
export type Proven =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'audio/ogg'
  | 'audio/mp4'
  | 'video/mp4'
  | 'video/3gpp'
  | 'audio/mpeg'
  | 'audio/aac'
  | 'audio/amr'
  | 'application/pdf'
  | 'zip'
  | 'old-office'
  | 'program'
  | 'text'
  | 'unknown'

type Sign = { readonly at?: number; readonly bytes: string; readonly means: Proven }

const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex')

// In this order; the first that fits decides.
const signs: readonly Sign[] = [
  { bytes: 'ffd8ff', means: 'image/jpeg' },
  { bytes: '89504e470d0a1a0a', means: 'image/png' },
  { bytes: hex('OggS'), means: 'audio/ogg' },
  { bytes: hex('#!AMR'), means: 'audio/amr' },
  { bytes: hex('ID3'), means: 'audio/mpeg' },
  { bytes: hex('%PDF-'), means: 'application/pdf' },
  { bytes: '504b0304', means: 'zip' },
  { bytes: 'd0cf11e0a1b11ae1', means: 'old-office' },
  { bytes: hex('MZ'), means: 'program' },
  { bytes: '7f454c46', means: 'program' },
  { bytes: 'cafebabe', means: 'program' },
  { bytes: 'feedface', means: 'program' },
  { bytes: 'feedfacf', means: 'program' },
  { bytes: 'cffaedfe', means: 'program' },
  { bytes: 'cefaedfe', means: 'program' },
  { bytes: hex('#!'), means: 'program' },
  { bytes: '4c0000000114020000000000c000000000000046', means: 'program' },
  { bytes: '0061736d', means: 'program' },
  { bytes: hex('[Desktop Entry]'), means: 'program' },
  { bytes: hex('[InternetShortcut]'), means: 'program' },
]

const SOUND_BRANDS: readonly string[] = ['M4A ', 'M4B ', 'F4A ']
const FILM_BRANDS: readonly string[] = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'MSNV', 'dash']

/** Tells what a file is by its first bytes, and by nothing else. */
export function provenType(head: Uint8Array): Proven {
  const bytes = Buffer.from(head)
  const text = (start: number, end: number): string => bytes.subarray(start, end).toString('latin1')
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp'
  if (text(4, 8) === 'ftyp') return boxType(text(8, 12))
  const written = bytes.toString('hex')
  const sign = signs.find(({ at = 0, bytes: wanted }) => written.startsWith(wanted, at * 2))
  if (sign !== undefined) return sign.means === 'audio/ogg' ? oggType(bytes) : sign.means
  return frameType(bytes) ?? (isText(bytes) ? 'text' : 'unknown')
}

function boxType(brand: string): Proven {
  if (SOUND_BRANDS.includes(brand)) return 'audio/mp4'
  if (brand.startsWith('3gp') || brand.startsWith('3g2')) return 'video/3gpp'
  return FILM_BRANDS.includes(brand) ? 'video/mp4' : 'unknown'
}

/** Ogg holds films too; only its sounds are played. */
const oggType = (bytes: Buffer): Proven =>
  bytes.subarray(28, 36).toString('latin1') === 'OpusHead' || bytes.subarray(29, 35).toString('latin1') === 'vorbis'
    ? 'audio/ogg'
    : 'unknown'

/** Sounds that begin with a frame and not with a name. */
function frameType(bytes: Buffer): Proven | null {
  const [first = 0, second = 0] = bytes
  if (first !== 0xff) return null
  if ((second & 0xf6) === 0xf0) return 'audio/aac'
  return (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 ? 'audio/mpeg' : null
}

/** No control characters but those of lines and tabs, and valid UTF-8 but for a letter cut off at the end. */
function isText(bytes: Buffer): boolean {
  if (bytes.byteLength === 0 || bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return false
  const written = bytes.toString('utf8')
  return !written.slice(0, -3).includes('\uFFFD')
}
