// How much room something has on the screen.

export interface Place {
  /** Columns. */
  readonly width: number
  /** Rows. */
  readonly height: number
}
