import { type Drawing, type Shape, box, ellipse, polygon } from '../../drawing/shapes.ts'

/** Background and table. */
function scene(background: string, table: string): readonly Shape[] {
  return [box(background, [0, 0, 100, 100]), box(table, [0, 74, 100, 26])]
}

/** A tall tin with a lid and a leaf on its label. */
export function tin(body: string, label: string): Drawing {
  return [
    ...scene('f5efe3', 'e6dac3'),
    ellipse('cdbf9f', [50, 85], [25, 4]),
    box(body, [31, 30, 38, 55], 4),
    box(darker(body), [29, 23, 42, 11], 3),
    box(label, [31, 46, 38, 24]),
    ...leaf('4f6b3c', 50, 58),
  ]
}

/** A folded paper bag. */
export function bag(body: string, label: string): Drawing {
  return [
    ...scene('eef1ea', 'd9dfcf'),
    ellipse('bcc5ad', [50, 86], [27, 4]),
    polygon(body, [30, 30], [70, 30], [74, 86], [26, 86]),
    polygon(darker(body), [30, 30], [70, 30], [68, 20], [32, 20]),
    box(label, [36, 48, 28, 24], 2),
    ...leaf(isLight(label) ? '4f6b3c' : 'f7f5ee', 50, 60),
  ]
}

/** A gift box with a ribbon. */
export function giftBox(body: string, ribbon: string): Drawing {
  return [
    ...scene('f6ebe6', 'e8d3ca'),
    ellipse('d1b5a9', [50, 84], [36, 4]),
    box(body, [17, 42, 66, 42], 3),
    box(darker(body), [14, 32, 72, 14], 3),
    box(ribbon, [45, 32, 10, 52]),
    ellipse(ribbon, [41, 27], [9, 5]),
    ellipse(ribbon, [59, 27], [9, 5]),
  ]
}

/** A cup of tea seen from the side, with the tea's own colour. */
export function cup(tea: string, glaze: string): Drawing {
  return [
    ...scene('e9eef0', 'd3dde0'),
    ellipse('b5c3c8', [50, 84], [32, 5]),
    ellipse(glaze, [76, 58], [10, 12]),
    ellipse('e9eef0', [76, 58], [5.5, 7]),
    polygon(glaze, [24, 44], [76, 44], [66, 82], [34, 82]),
    ellipse(glaze, [50, 44], [26, 8]),
    ellipse(tea, [50, 44.5], [22, 6]),
  ]
}

/** A pressed cake of tea. */
export function cake(tea: string): Drawing {
  return [
    ...scene('f1ece4', 'dfd3c2'),
    ellipse('c6b59b', [50, 74], [36, 10]),
    ellipse(darker(tea), [50, 66], [36, 16]),
    ellipse(tea, [50, 60], [36, 16]),
    ellipse(darker(tea), [50, 59], [8, 3.5]),
  ]
}

/** A bamboo scoop. */
export function scoop(wood: string): Drawing {
  return [
    ...scene('f3f0e6', 'e3dcc4'),
    ellipse('cfc5a5', [50, 76], [38, 4]),
    polygon(wood, [12, 66], [70, 44], [90, 52], [30, 76]),
    polygon(darker(wood), [20, 67], [68, 49], [80, 54], [31, 72]),
    ...leaf('5d7443', 52, 60),
  ]
}

function leaf(colour: string, x: number, y: number): readonly Shape[] {
  return [
    polygon(colour, [x - 9, y + 5], [x - 4, y - 5], [x + 9, y - 7], [x + 5, y + 4]),
    polygon(colour, [x - 12, y + 8], [x - 7, y + 2], [x - 5, y + 4]),
  ]
}

function isLight(colour: string): boolean {
  return Number.parseInt(colour.slice(0, 2), 16) > 0xaa
}

function darker(colour: string): string {
  const part = (from: number): string =>
    Math.round(Number.parseInt(colour.slice(from, from + 2), 16) * 0.8)
      .toString(16)
      .padStart(2, '0')
  return `${part(0)}${part(2)}${part(4)}`
}
