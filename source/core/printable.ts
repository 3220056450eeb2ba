// Makes text from models, commands and files harmless on a terminal: what could steer it is removed or made visible.

// CSI (colours, cursor), OSC (titles, links, clipboard) and the other escape strings, when they are complete.
const sequences =
  /\u001B\[[0-?]*[ -/]*[@-~]|\u009B[0-?]*[ -/]*[@-~]|\u001B[\]PX^_][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)|\u001B[ -/]*[0-OQ-WYZ\\`-~]/g
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g
// What is drawn as nothing makes a line read as what it is not: zero-width, direction, tag and filler characters.
const invisible = /[\u2028\u2029\uFFF9-\uFFFB]|\p{Default_Ignorable_Code_Point}/gu

/** Lines and tabs stay; complete escape sequences vanish; every other control character shows as a picture. */
export function printable(text: string): string {
  return text.replaceAll(sequences, '').replaceAll(controls, picture).replaceAll(invisible, hexName).toWellFormed()
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replaceAll('\r\n', '\n')).replaceAll('\n', '⏎').replaceAll('\t', ' ')
}

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : hexName(character)
}

const hexName = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
