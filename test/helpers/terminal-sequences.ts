// What terminals send besides letters: 200 and more sequences, each with the keys that are meant by it.

export interface Sent {
  readonly bytes: Uint8Array
  /** What is to come out of the decoder. */
  readonly meant: readonly string[]
}

const E = '\u001B'
const modifiers = [2, 3, 4, 5, 6, 7, 8]
const cursor: readonly (readonly [letter: string, name: string])[] = [
  ['A', 'up'],
  ['B', 'down'],
  ['C', 'right'],
  ['D', 'left'],
  ['H', 'home'],
  ['F', 'end'],
]
const numbered: readonly (readonly [number: number, name: string])[] = [
  [1, 'home'],
  [3, 'delete'],
  [4, 'end'],
  [5, 'pageUp'],
  [6, 'pageDown'],
  [7, 'home'],
  [8, 'end'],
]

type Row = readonly [sent: string | readonly number[], ...meant: string[]]
const codes = (text: string): number[] => [...Buffer.from(text)]

const rows: readonly Row[] = [
  // Plain keys.
  ...['a', 'A', 'd', 'D', 'q', '[', 'O', '9'].map((key): Row => [key, key]),
  ['\r', 'enter'],
  ['\t', 'tab'],
  ['\u007F', 'backspace'],
  ['\u0003', 'ctrl+c'],
  ['あ', 'あ'],
  ['ａ', 'a'],
  ['é', 'é'],
  ['😀', '😀'],
  // Cursor keys: normal, application, rxvt, with modifiers.
  ...cursor.flatMap(([letter, name]): Row[] => [
    [`${E}[${letter}`, name],
    [`${E}O${letter}`, name],
    [`${E}${E}[${letter}`],
    [`${E}${E}O${letter}`],
    [`${E}[1;1${letter}`, name],
    [`${E}O5${letter}`],
    [`${E}O1;5${letter}`],
    [`${E}[1;1:3${letter}`],
  ]),
  ...cursor.flatMap(([letter]) => modifiers.map((held): Row => [`${E}[1;${held}${letter}`])),
  ...['a', 'b', 'c', 'd'].flatMap((letter): Row[] => [[`${E}[${letter}`], [`${E}O${letter}`], [`${E}${E}O${letter}`]]),
  ...numbered.flatMap(([number, name]): Row[] => [
    [`${E}[${number}~`, name],
    [`${E}[${number};5~`],
    [`${E}[${number}^`],
    [`${E}[${number}@`],
    [`${E}${E}[${number}~`],
  ]),
  ...[2, 3, 5, 6, 7, 8, 23, 24].map((number): Row => [`${E}[${number}$`]),
  [`${E}[2~`],
  [`${E}[E`],
  [`${E}[Z`, 'shift+tab'],
  // Function keys: VT, xterm, rxvt, the Linux console.
  ...[11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 34].map((n): Row => [`${E}[${n}~`]),
  ...['P', 'Q', 'R', 'S'].flatMap((letter): Row[] => [[`${E}O${letter}`], [`${E}[1;5${letter}`], [`${E}O2${letter}`]]),
  ...['A', 'B', 'C', 'D', 'E'].map((letter): Row => [`${E}[[${letter}`]),
  // The keypad in its application mode.
  [`${E}Op`, '0'],
  [`${E}Oy`, '9'],
  [`${E}OM`, 'enter'],
  [`${E}OI`, 'tab'],
  // Alt chords are no keys of ours.
  ...['a', 'A', 'd', 'q', 'x', '1', '\r', '\u007F', 'あ', '😀'].map((key): Row => [`${E}${key}`]),
  [`${E}(B`],
  [`${E} F`],
  [`${E}#8`],
  [`${E}?a`],
  // The mouse: X10, with the old and the UTF-8 coordinates, SGR, urxvt, highlight tracking, the locator.
  [`${E}[M a%`],
  [`${E}[M#Aa`],
  [`${E}[M!dd`],
  [[...codes(`${E}[M `), 0x9b, 0x61]],
  [[...codes(`${E}[M `), 0xe1, 0xe1]],
  [[...codes(`${E}[M `), 0, 0x61]],
  [[...codes(`${E}[M `), 0xc2, 0x9b, 0x61]],
  [[...codes(`${E}[M `), 0xc2, 0x9b, 0xc2, 0xa1]],
  [`${E}[<0;65;3M`],
  [`${E}[<0;65;3m`],
  [`${E}[<64;10;10M`],
  [`${E}[32;65;3M`],
  [`${E}[tad`],
  [`${E}[Taadddq`],
  [`${E}[1;2;3;4&w`],
  [`${E}[I`],
  [`${E}[O`],
  // Replies: attributes, status, place, modes, size, colours, settings, clipboard, graphics.
  [`${E}[?62;1;6;9;15;22c`],
  [`${E}[?1;2c`],
  [`${E}[>41;354;0c`],
  [`${E}[=0c`],
  [`${E}[0n`],
  [`${E}[3n`],
  [`${E}[?10n`],
  [`${E}[12;40R`],
  [`${E}[?12;40;1R`],
  [`${E}[?2026;2$y`],
  [`${E}[4;1$y`],
  [`${E}[8;40;120t`],
  [`${E}[4;600;800t`],
  [`${E}[2;1;1;112;112;1;0x`],
  [`${E}[?1u`],
  [`${E}[>0;276;0c`],
  [`${E}]4;1;a\u0007`],
  [`${E}]4;1;rgb:aaaa/dddd/0000${E}\\`],
  [`${E}]10;rgb:dddd/dddd/dddd\u0007`],
  [`${E}]11;rgb:0000/0000/0000${E}\\`],
  [`${E}]11;?\u0007`],
  [`${E}]52;c;YWRh${E}\\`],
  [`${E}]l日本語の題名${E}\\`],
  [`${E}]Ldada${E}\\`],
  [`${E}P1$r0m${E}\\`],
  [`${E}P>|XTerm(390)${E}\\`],
  [`${E}P1+r544e=787465726d${E}\\`],
  [`${E}P!|7E565445${E}\\`],
  [`${E}_Gi=31;OK${E}\\`],
  [`${E}^dad${E}\\`],
  [`${E}Xdad${E}\\`],
  [`${E}\\`],
  // The same as C1 controls, of eight bits and in UTF-8.
  [[0x9b, ...codes('A')], 'up'],
  [[0x8f, ...codes('B')], 'down'],
  [[0x9d, ...codes('11;a\u0007')]],
  [[0x90, ...codes('1$rd'), ...codes(`${E}\\`)]],
  ['\u009BA', 'up'],
  ['\u009D11;d\u009C'],
  ['\u009Fda\u009C'],
  // Keys as kitty and xterm spell them on demand; win32.
  [`${E}[97u`, 'a'],
  [`${E}[97;1u`, 'a'],
  [`${E}[97;2u`, 'A'],
  [`${E}[97:65;2u`, 'A'],
  [`${E}[97;5u`, 'ctrl+a'],
  [`${E}[97;3u`],
  [`${E}[97;9u`],
  [`${E}[97;1:3u`],
  [`${E}[97;65u`, 'a'],
  [`${E}[27u`, 'esc'],
  [`${E}[13u`, 'enter'],
  [`${E}[13;1:3u`],
  [`${E}[9;2u`, 'shift+tab'],
  [`${E}[127u`, 'backspace'],
  [`${E}[57399u`],
  [`${E}[57419u`, 'up'],
  [`${E}[57441;2u`],
  [`${E}[55296u`],
  [`${E}[1114112u`],
  [`${E}[27;5;97~`, 'ctrl+a'],
  [`${E}[27;2;65~`, 'A'],
  [`${E}[65;30;97;1;0;1_`],
  // What is pasted is one thing, whatever is in it.
  [`${E}[200~a\rd\r${E}[201~`, 'paste'],
  [`${E}[200~${E}[A${E}]11;a\u0007あ${E}[201~`, 'paste'],
  [`${E}[200~${E}[201~`, 'paste'],
  [`${E}[201~`],
  // Broken: a sequence inside of another, controls inside, parameters without end, bytes that are no text.
  [`${E}[1;${E}[A`, 'up'],
  [`${E}[12\u0018`],
  [`${E}[${'1;'.repeat(300)}A`],
  [[0xff, 0xfe, 0xc0, 0x80]],
  [[0xe3, 0x81]],
  [[0xed, 0xa0, 0x80]],
  [`${E}]0;${'a'.repeat(500)}\u0007`],
]

export const terminalSequences: readonly Sent[] = rows.map(([sent, ...meant]) => ({
  bytes: typeof sent === 'string' ? Buffer.from(sent) : Uint8Array.from(sent),
  meant,
}))
