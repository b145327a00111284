// Makes the icon files from the drawings in build/resources. Needs rsvg-convert (Debian: librsvg2-bin); the results are committed,
// so only who changes a drawing runs this:  node build/scripts/with-node.mjs build/scripts/make-icons.ts
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './prepare/paths.mjs'

const folder = join(projectFolder, 'build', 'resources')

const draw = (drawing: string, size: number): Buffer =>
  execFileSync('rsvg-convert', ['--width', String(size), '--height', String(size), join(folder, drawing)], { maxBuffer: 8_000_000 })

/** Windows' container: a header, a table with one row for each picture, then the pictures as PNG. */
const toIco = (pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer => {
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of pictures.entries()) {
    const row = 6 + 16 * index
    // 0 stands for 256.
    header.writeUInt8(size % 256, row)
    header.writeUInt8(size % 256, row + 1)
    header.writeUInt16LE(1, row + 4)
    header.writeUInt16LE(32, row + 6)
    header.writeUInt32LE(png.length, row + 8)
    header.writeUInt32LE(offset, row + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

/** macOS's container: blocks of four letters, their length, and a PNG. */
const toIcns = (blocks: readonly { readonly kind: string; readonly png: Buffer }[]): Buffer => {
  const parts = blocks.map(({ kind, png }) => {
    const head = Buffer.alloc(8)
    head.write(kind, 'ascii')
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 'ascii')
  head.writeUInt32BE(
    parts.reduce((sum, part) => sum + part.length, 8),
    4,
  )
  return Buffer.concat([head, ...parts])
}

const icnsKinds = [
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
] as const

writeFileSync(join(folder, 'icon.png'), draw('icon.svg', 512))
writeFileSync(join(folder, 'tray.png'), draw('tray.svg', 32))
writeFileSync(join(folder, 'icon.ico'), toIco([16, 24, 32, 48, 256].map((size) => ({ size, png: draw('icon.svg', size) }))))
writeFileSync(join(folder, 'icon.icns'), toIcns(icnsKinds.map(([kind, size]) => ({ kind, png: draw('icon.svg', size) }))))
