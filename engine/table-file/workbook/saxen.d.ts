/** The part of the library that is used; it brings no types of its own. */
declare module 'saxen' {
  type Attributes = Readonly<Record<string, string>>
  export class Parser {
    on(event: 'openTag', hear: (name: string, attributes: () => Attributes) => void): this
    on(event: 'closeTag', hear: (name: string) => void): this
    on(event: 'text' | 'cdata' | 'comment' | 'question' | 'attention', hear: (text: string) => void): this
    /** Takes the next part of a document; what is not whole yet waits for the next. */
    write(text: string): this
    /** Ends a document; throws where it is not whole. */
    end(): void
  }
}
