import { Fragment, useMemo, type ReactNode } from 'react'
import { parseMessage, type Block, type Inline } from './message-format.ts'
import { langTag } from '../styles/lang-tag.ts'
import { PlainText } from './plain-text.tsx'
import styles from './message-text.module.css'

/** Draws pieces of a line; only elements of our own, never markup from the text. */
function Pieces({ parts }: { readonly parts: readonly Inline[] }): ReactNode {
  return parts.map((part, index) => <Piece key={index} part={part} />)
}

function Piece({ part }: { readonly part: Inline }): ReactNode {
  switch (part.kind) {
    case 'text':
      return <PlainText text={part.text} />
    case 'bold':
      return (
        <strong>
          <Pieces parts={part.parts} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Pieces parts={part.parts} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Pieces parts={part.parts} />
        </s>
      )
    case 'code':
      return (
        <code>
          <PlainText text={part.text} />
        </code>
      )
  }
}

function Lines({ lines }: { readonly lines: readonly (readonly Inline[])[] }): ReactNode {
  return lines.map((line, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <br />}
      <Pieces parts={line} />
    </Fragment>
  ))
}

const items = (lines: readonly (readonly Inline[])[]): ReactNode =>
  lines.map((line, index) => (
    <li key={index}>
      <Pieces parts={line} />
    </li>
  ))

function Piecewise({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'lines':
      return (
        <p>
          <Lines lines={block.lines} />
        </p>
      )
    case 'quote':
      return (
        <blockquote>
          <Lines lines={block.lines} />
        </blockquote>
      )
    case 'bullets':
      return <ul>{items(block.items)}</ul>
    case 'numbers':
      return <ol start={block.first}>{items(block.items)}</ol>
    case 'mono':
      return (
        <pre>
          <PlainText text={block.text} />
        </pre>
      )
  }
}

type MessageTextProps = { readonly text: string; readonly lang?: string | null | undefined }

/** The text of a message with WhatsApp's marks drawn. */
export function MessageText({ text, lang }: MessageTextProps): ReactNode {
  const blocks = useMemo(() => parseMessage(text), [text])
  return (
    <div className={styles['text']} dir="auto" lang={langTag(lang)}>
      {blocks.map((block, index) => (
        <Piecewise key={index} block={block} />
      ))}
    </div>
  )
}
