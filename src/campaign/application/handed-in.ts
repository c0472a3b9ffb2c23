/** A document as a person hands it in, not yet looked at. */
export interface HandedIn {
  readonly name: string;
  readonly content: Buffer;
}
