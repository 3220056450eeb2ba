// Text from models, commands and files as HTML: harmless, whatever it holds.
import { printable } from '../core/printable.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Also inside of an attribute's quotes. */
export const escaped = (text: string): string =>
  printable(text.replaceAll('\r\n', '\n')).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
