// Tcl: its syntax, and what is harmless in it.
import { set, type Language } from './language.ts'

export const tcl: Language = {
  syntax: {
    comment: /(?<=^|\n|;)\s*#[^\n]*/y,
    quotes: ['"'],
    prefixes: /(?:)/y,
    interpolation: /\[([^[\]]*)\]/g,
    needsPrefix: false,
    name: /\$?[A-Za-z_][\w:]*/y,
  },
  names: set(
    'puts set expr incr foreach for while if else elseif proc return string length list lindex llength lappend lsort lrange split join format append range toupper tolower trim first last index map clock seconds break continue switch -nonewline stdout stderr',
  ),
  dangerous: set(
    'exec open eval source file cd socket load package uplevel interp subst apply glob pid exit rename namespace trace after vwait fconfigure',
  ),
  members: set(''),
  strangeMembers: /^__/,
  readers: /^(?:never)$/,
  runners: /^(?:never)$/,
  environment: /^(?:env|\$env|\$::env)$/,
  bindings: [/(?:set|foreach|incr|lappend|append|proc)\s+([A-Za-z_]\w*)/g, /(\$[A-Za-z_]\w*)/g],
  changers: {},
  modules: {},
  strange: /\[\s*\$|::|^\s*\$|\{\s*\$/,
}
