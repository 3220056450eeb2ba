// The syntax tree of PowerShell, as much of it as judging needs.
import type { Doubt, Span } from '../model/action.ts'

export interface Text {
  readonly kind: 'text'
  /** Literal texts and what is expanded between them. */
  readonly parts: readonly (string | Expression)[]
  /** Not quoted: `~` and wildcards count. */
  readonly isBare?: boolean
}
export interface Variable {
  readonly kind: 'variable'
  /** Lower case, with its drive or scope (`env:path`). */
  readonly name: string
  readonly isSplat: boolean
}
export interface ScriptBlock {
  readonly kind: 'block'
  readonly parameters: readonly Parameter[]
  readonly statements: readonly Statement[]
  readonly source: string
}
/** Between square brackets: a type, or an attribute with its arguments. */
export interface TypeName {
  readonly name: string
  readonly args: readonly Expression[]
}
export interface Parameter {
  readonly name: string
  readonly types: readonly TypeName[]
  readonly initial: Expression | null
}
export type Expression =
  | Text
  | Variable
  | ScriptBlock
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'group'; readonly statements: readonly Statement[]; readonly form: '(' | '$(' | '@(' }
  | { readonly kind: 'hash'; readonly entries: readonly (readonly [Expression, Statement])[] }
  | { readonly kind: 'type'; readonly name: string }
  | { readonly kind: 'cast'; readonly type: TypeName; readonly inner: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly inner: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | Member
  | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression }
export interface Member {
  readonly kind: 'member'
  readonly target: Expression
  readonly name: Expression
  readonly isStatic: boolean
  /** Null: a property. */
  readonly args: readonly Expression[] | null
}

export interface Word {
  /** `-Name` or `-Name:`, without the dash; null: a value alone. */
  readonly parameter: string | null
  readonly value: Expression | null
}
export interface FileRedirection {
  readonly operator: string
  /** Null: another stream (`2>&1`). */
  readonly target: Expression | null
}
export interface Stage extends Span {
  /** Null: an expression alone. */
  readonly words: readonly Word[] | null
  readonly head: Expression
  readonly invocation: '' | '&' | '.'
  readonly redirections: readonly FileRedirection[]
}
export interface Pipeline {
  readonly kind: 'pipeline'
  readonly stages: readonly Stage[]
}
export type Statement =
  | Pipeline
  | (Span & {
      readonly kind: 'assign'
      readonly target: Expression
      readonly operator: string
      readonly value: Statement
    })
  | { readonly kind: 'function'; readonly name: string; readonly block: ScriptBlock }
  | {
      readonly kind: 'branches'
      readonly of: 'if' | 'switch' | 'switch -File'
      readonly tests: readonly Statement[]
      readonly bodies: readonly ScriptBlock[]
    }
  | { readonly kind: 'loop'; readonly head: readonly Statement[]; readonly body: ScriptBlock }
  | { readonly kind: 'foreach'; readonly variable: string; readonly items: Statement; readonly body: ScriptBlock }
  | { readonly kind: 'sequence'; readonly bodies: readonly ScriptBlock[] }
  /** Not followed: classes, files that are loaded. */
  | { readonly kind: 'opaque'; readonly doubt: Doubt; readonly detail: string }
