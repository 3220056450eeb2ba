// The shapes a catalogue is made of.

/** A text for every key, or it does not compile. */
export type Texts<K extends string> = Readonly<Record<K, string>>

/** A text of several lines. */
export const lines = (...texts: string[]): readonly string[] => texts
