/** Edge length of every drawing, in its own units. */
export const DRAWING_SIZE = 100

/** A filled shape; colours are six hexadecimal digits without #. */
export type Shape =
  | {
      readonly kind: 'ellipse'
      readonly x: number
      readonly y: number
      readonly radiusX: number
      readonly radiusY: number
      readonly fill: string
    }
  | {
      readonly kind: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly corner: number
      readonly fill: string
    }
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [number, number])[]; readonly fill: string }

/** Shapes painted one over the other on a square. */
export type Drawing = readonly Shape[]

/** A round or oval spot. */
export function ellipse(fill: string, centre: readonly [number, number], radii: readonly [number, number]): Shape {
  return { kind: 'ellipse', x: centre[0], y: centre[1], radiusX: radii[0], radiusY: radii[1], fill }
}

/** A box given by left, top, width and height, with rounded corners. */
export function box(fill: string, place: readonly [number, number, number, number], corner = 0): Shape {
  return { kind: 'box', x: place[0], y: place[1], width: place[2], height: place[3], corner, fill }
}

/** A straight-edged shape. */
export function polygon(fill: string, ...points: readonly (readonly [number, number])[]): Shape {
  return { kind: 'polygon', points, fill }
}
