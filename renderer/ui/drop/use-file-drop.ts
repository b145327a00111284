import { useRef, useState, type DragEvent } from 'react'

type FileDrop = {
  /** True while files hover above. */
  readonly isOver: boolean
  /** Spread on the element that takes the files. */
  readonly dropping: {
    readonly onDragEnter: (event: DragEvent) => void
    readonly onDragLeave: (event: DragEvent) => void
    readonly onDragOver: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
  }
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/**
 * Takes files that are dropped on an element, never words or pictures dragged out of the page.
 * Dropping is a second way only: a button must do the same for keyboard and screen reader.
 */
export function useFileDrop(onFiles: (files: readonly File[]) => void): FileDrop {
  const [isOver, setIsOver] = useState(false)
  // Enter and leave come for every element on the way; only the balance says whether the pointer is still above.
  const depth = useRef(0)
  const settle = (change: number): void => {
    depth.current = Math.max(0, depth.current + change)
    setIsOver(depth.current > 0)
  }
  return {
    isOver,
    dropping: {
      onDragEnter(event) {
        if (carriesFiles(event)) settle(1)
      },
      onDragLeave(event) {
        if (carriesFiles(event)) settle(-1)
      },
      onDragOver(event) {
        if (carriesFiles(event)) event.preventDefault()
      },
      onDrop(event) {
        if (!carriesFiles(event)) return
        event.preventDefault()
        settle(-depth.current)
        const files = [...event.dataTransfer.files]
        if (files.length > 0) onFiles(files)
      },
    },
  }
}
