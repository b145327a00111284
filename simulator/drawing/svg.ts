import { DRAWING_SIZE, type Drawing, type Shape } from './shapes.ts'

/** The drawing as an SVG document. */
export function writeSvg(drawing: Drawing): string {
  const shapes = drawing.map(writeShape).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${DRAWING_SIZE} ${DRAWING_SIZE}" width="400" height="400">${shapes}</svg>`
}

function writeShape(shape: Shape): string {
  const fill = `fill="#${shape.fill}"`
  switch (shape.kind) {
    case 'ellipse':
      return `<ellipse cx="${shape.x}" cy="${shape.y}" rx="${shape.radiusX}" ry="${shape.radiusY}" ${fill}/>`
    case 'box':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="${shape.corner}" ${fill}/>`
    case 'polygon':
      return `<polygon points="${shape.points.map((point) => point.join(',')).join(' ')}" ${fill}/>`
    default:
      return shape satisfies never
  }
}
