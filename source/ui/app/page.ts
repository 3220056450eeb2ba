// Which page a session shows.

export type Page =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'loops' }
  | { readonly kind: 'settings' }
  | {
      readonly kind: 'run'
      readonly isReadOnly: boolean
      readonly pastJournal: string | null
      readonly act: 'checkpoint' | 'rollBack' | null
      /** More of the demo's tour comes behind the screen. */
      readonly isTour: boolean
    }

export const runPage = (more: Partial<Extract<Page, { kind: 'run' }>> = {}): Page => ({
  kind: 'run',
  isReadOnly: false,
  pastJournal: null,
  act: null,
  isTour: false,
  ...more,
})
