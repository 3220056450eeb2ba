// The scripting languages whose inline code is looked at.
import { javascript } from './javascript.ts'
import { lua } from './lua.ts'
import { perl } from './perl.ts'
import { php } from './php.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { tcl } from './tcl.ts'

export const languages = { python, javascript, ruby, php, lua, tcl, perl } as const

export type LanguageName = keyof typeof languages
