// How loud a piece of text is. Colour is never the only sign: words and upper case say the same.

export type Tone = 'plain' | 'dim' | 'bold' | 'good' | 'bad' | 'warn' | 'accent' | 'inverse'
