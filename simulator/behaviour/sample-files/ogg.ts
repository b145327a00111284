const SAMPLE_RATE = 48_000
/** Samples of one packet of 20 ms. */
const PACKET_SAMPLES = 960
/** A whole Opus packet of 20 ms of silence. */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe])
const PRE_SKIP_SAMPLES = 312
const SERIAL = 1_398_031_426
const PACKETS_PER_PAGE = 50
const FIRST_PAGE = 2
const LAST_PAGE = 4

/** A voice note of silence: mono Opus in an Ogg container. @source RFC 3533 and RFC 7845 */
export function writeVoiceNote(seconds: number): Buffer {
  const count = Math.max(1, Math.round((seconds * SAMPLE_RATE) / PACKET_SAMPLES))
  const pages = [page([opusHead()], { flags: FIRST_PAGE, granule: 0, number: 0 }), page([opusTags()], { flags: 0, granule: 0, number: 1 })]
  for (let sent = 0; sent < count; sent += PACKETS_PER_PAGE) {
    const here = Math.min(PACKETS_PER_PAGE, count - sent)
    const isLast = sent + here === count
    pages.push(
      page(
        Array.from({ length: here }, () => SILENCE),
        { flags: isLast ? LAST_PAGE : 0, granule: (sent + here) * PACKET_SAMPLES, number: pages.length },
      ),
    )
  }
  return Buffer.concat(pages)
}

function opusHead(): Buffer {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 'latin1')
  head.set([1, 1], 8)
  head.writeUInt16LE(PRE_SKIP_SAMPLES, 10)
  head.writeUInt32LE(SAMPLE_RATE, 12)
  return head
}

function opusTags(): Buffer {
  const vendor = Buffer.from('Shopbell simulator')
  const lengths = [Buffer.alloc(4), Buffer.alloc(4)] as const
  lengths[0].writeUInt32LE(vendor.length)
  return Buffer.concat([Buffer.from('OpusTags'), lengths[0], vendor, lengths[1]])
}

type PageFacts = { readonly flags: number; readonly granule: number; readonly number: number }

function page(packets: readonly Buffer[], facts: PageFacts): Buffer {
  const head = Buffer.alloc(27 + packets.length)
  head.write('OggS', 'latin1')
  head[5] = facts.flags
  head.writeBigUInt64LE(BigInt(facts.granule), 6)
  head.writeUInt32LE(SERIAL, 14)
  head.writeUInt32LE(facts.number, 18)
  head[26] = packets.length
  // Every packet here is shorter than 255 bytes, so that one lacing value tells its length.
  head.set(
    packets.map((packet) => packet.length),
    27,
  )
  const whole = Buffer.concat([head, ...packets])
  whole.writeUInt32LE(oggCrc(whole), 22)
  return whole
}

/** Ogg's own CRC: polynomial 04c11db7, not mirrored, starting at zero. */
function oggCrc(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit += 1) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  }
  return crc >>> 0
}
