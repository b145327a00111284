import { describe, expect, it } from 'vitest'
import { makeSampleFile } from '../../simulator/behaviour/sample-files/index.ts'
import { endingOf, safeName } from './file-name.ts'
import { provenType } from './first-bytes.ts'
import { isRisky, mimeTypeOf, shownAs, type SentAs } from './kinds.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const bytes = (hex: string, rest = '') => Buffer.concat([Buffer.from(hex, 'hex'), latin(rest)])
const box = (brand: string, rest = '') => bytes('00000018', `ftyp${brand}${rest}`)
const SCRIPT = '<script>alert(1)</script>'
const GIF_SCRIPT = 'GIF89a/*<svg/onload=alert(1)>*/=1;'

/** Files that want to be taken for something else: what each is sent as, under which name, and with which bytes. */
const hostile: readonly (readonly [as: SentAs, name: string, bytes: Uint8Array])[] = [
  ['image', 'a.svg', latin(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)],
  ['image', 'a.jpg', latin(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)],
  ['image', 'a.png', latin(`<?xml version="1.0"?><svg onload="alert(1)"/>`)],
  ['image', 'a.png', latin(`\ufeff<svg/>`)],
  ['image', 'a.html', latin(`<!doctype html>${SCRIPT}`)],
  ['image', 'a.jpg', latin(`<!doctype html>${SCRIPT}`)],
  ['image', 'a.jpg', latin(`${' '.repeat(200)}${SCRIPT}`)],
  ['image', 'a.gif', latin(GIF_SCRIPT)],
  ['image', 'a.jpg', latin(GIF_SCRIPT)],
  ['image', 'a.bmp', latin('BM6\0\0\0')],
  ['image', 'a.ico', bytes('00000100')],
  ['image', 'a.tif', bytes('49492a00')],
  ['image', 'a.tif', bytes('4d4d002a')],
  ['image', 'a.psd', latin('8BPS')],
  ['image', 'a.avif', box('avif')],
  ['image', 'a.heic', box('heic')],
  ['image', 'a.jxl', bytes('ff0a')],
  ['image', 'a.jpg', latin('RIFF\x10\0\0\0WAVEfmt ')],
  ['image', 'a.jpg', latin('RIFF\x10\0\0\0AVI LIST')],
  ['image', 'a.webp', latin('RIFX\x10\0\0\0WEBPVP8 ')],
  ['image', 'a.png', bytes('89504e470d0a1a')],
  ['image', 'a.jpg', bytes('ffd8')],
  ['image', 'a.jpg', latin('%PDF-1.7')],
  ['image', 'a.jpg', bytes('504b0304', 'word/document.xml')],
  ['image', 'a.jpg', latin('MZ\x90\0')],
  ['image', 'a.jpg', bytes('7f454c46')],
  ['image', 'a.jpg', box('isom')],
  ['image', 'a.jpg', bytes('4f67675300020000', '\0'.repeat(20) + 'OpusHead')],
  ['sticker', 'a.webp', latin('GIF89a')],
  ['sticker', 'a.webp', latin(SCRIPT)],
  ['video', 'a.mp4', latin(`<html>${SCRIPT}`)],
  ['video', 'a.mp4', bytes('1a45dfa3')],
  ['video', 'a.mov', box('qt  ')],
  ['video', 'a.mp4', box('3gp4')],
  ['video', 'a.mp4', latin('RIFF\x10\0\0\0AVI LIST')],
  ['video', 'a.mp4', latin('FLV\x01')],
  ['video', 'a.mp4', bytes('000001ba')],
  ['video', 'a.mp4', bytes('ffd8ffe0')],
  ['video', 'a.mp4', bytes('89504e470d0a1a0a')],
  ['audio', 'a.mp3', latin('ID3\x04\0')],
  ['audio', 'a.mp3', bytes('fffb9064')],
  ['audio', 'a.aac', bytes('fff15080')],
  ['audio', 'a.amr', latin('#!AMR\n')],
  ['audio', 'a.wav', latin('RIFF\x10\0\0\0WAVEfmt ')],
  ['audio', 'a.ogg', bytes('4f67675300020000', '\0'.repeat(20) + '\x80theora')],
  ['audio', 'a.ogg', latin(SCRIPT)],
  ['voice', 'a.ogg', latin('#!/bin/sh\nrm -rf ~')],
  ['voice', 'a.ogg', bytes('ffd8ffe0')],
  ['audio', 'a.flac', latin('fLaC')],
  ['document', 'a.pdf', latin('%PDF-1.7\n')],
  ['document', 'a.docx', bytes('504b0304')],
  ['document', 'a.doc', bytes('d0cf11e0a1b11ae1')],
  ['document', 'a.html', latin(`<html>${SCRIPT}`)],
  ['document', 'a.svg', latin('<svg/>')],
  ['document', 'a.xml', latin('<?xml version="1.0"?>')],
  ['document', 'a.txt', latin('hello')],
  ['document', 'a.exe', bytes('ffd8ffe0')],
  ['document', 'a.js', bytes('ffd8ffe0', '*/=alert(1)//')],
  ['document', 'a.html', bytes('89504e470d0a1a0a')],
  ['document', 'photo.jpg.exe', bytes('ffd8ffe0')],
  ['document', 'a', bytes('ffd8ffe0')],
  ['document', 'a.svg', bytes('89504e470d0a1a0a')],
  ['document', 'a.jpg', latin('MZ')],
  ['document', 'a.mp4', latin('#!/usr/bin/env node')],
  ['document', 'a.ogg', bytes('cafebabe')],
]

const friendly: readonly (readonly [as: SentAs, name: string, bytes: Uint8Array, shown: string, mimeType: string])[] = [
  ['image', 'a.jpg', bytes('ffd8ffe000104a464946'), 'image', 'image/jpeg'],
  ['image', 'a.exe', bytes('ffd8ffe000104a464946'), 'image', 'image/jpeg'],
  ['image', 'a.png', makeSampleFile('image').bytes, 'image', 'image/png'],
  ['sticker', 'a.webp', makeSampleFile('sticker').bytes, 'image', 'image/webp'],
  ['document', 'a.JPG', bytes('ffd8ffe000104a464946'), 'image', 'image/jpeg'],
  ['video', 'a.mp4', makeSampleFile('video').bytes, 'video', 'video/mp4'],
  ['document', 'a.mp4', makeSampleFile('video').bytes, 'video', 'video/mp4'],
  ['voice', 'a.ogg', makeSampleFile('voice').bytes, 'audio', 'audio/ogg'],
  ['audio', 'a.m4a', box('M4A '), 'audio', 'audio/mp4'],
  ['audio', 'a.m4a', box('isom'), 'audio', 'video/mp4'],
]

describe('I-09: what a file is shown as', () => {
  it.each(hostile)('%s %s is saved, never opened inside (%#)', (as, name, content) => {
    expect(shownAs(provenType(content), as, name)).toBe('save-only')
  })

  it.each(friendly)('%s %s is shown, as what its bytes are (%#)', (as, name, content, shown, mimeType) => {
    const proven = provenType(content)
    expect([shownAs(proven, as, name), mimeTypeOf(proven, name)]).toEqual([shown, mimeType])
  })

  it('was tried with at least 60 files that want to be something else', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60)
  })

  it.each([
    ['setup.exe', latin('MZ\x90')],
    ['price list.pdf', latin('MZ\x90')],
    ['run.sh', latin('echo')],
    ['a.desktop', latin('[Desktop Entry]')],
    ['a.lnk', bytes('4c0000000114020000000000c000000000000046')],
    ['a.js', latin('alert(1)')],
    ['a.html', latin('<html>')],
    ['a.svg', latin('<svg/>')],
    ['orders.xlsm', bytes('504b0304')],
    ['a.zip', bytes('504b0304')],
    ['a', latin('#!/bin/sh')],
  ])('%s is marked as a risk', (name, content) => expect(isRisky(provenType(content), name)).toBe(true))

  it.each([
    ['menu.pdf', latin('%PDF-1.7')],
    ['list.xlsx', bytes('504b0304')],
    ['photo.jpg', bytes('ffd8ffe0')],
    ['notes.txt', latin('hello')],
  ])('%s is not', (name, content) => expect(isRisky(provenType(content), name)).toBe(false))
})

describe('I-09, I-10: names from outside', () => {
  it.each([
    ['\u202Egpj.exe', 'gpj.exe'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u200bb\u2066c.pdf', 'abc.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\cmd.exe', 'cmd.exe'],
    ['a\0b.pdf', 'ab.pdf'],
    ['con.pdf', '_con.pdf'],
    ['LPT1', '_LPT1'],
    ['..', 'file'],
    ['   ', 'file'],
    ['.hidden', 'hidden'],
    ['trailing. . ', 'trailing'],
    ['a<b>:"|?*.pdf', 'a_b______.pdf'],
    ['價目表 2026.pdf', '價目表 2026.pdf'],
    ['two\nlines.pdf', 'twolines.pdf'],
  ])('%j becomes %j', (given, safe) => expect(safeName(given, 'file')).toBe(safe))

  it('are cut to what every file system takes, with their ending kept', () => {
    const long = safeName(`${'茶'.repeat(300)}.pdf`, 'file')
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200)
    expect(endingOf(long)).toBe('pdf')
  })
})
