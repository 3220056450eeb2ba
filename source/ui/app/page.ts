// Which page a session shows.

export type Page =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'loops' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'fleet' }
  | {
      readonly kind: 'run'
      readonly isReadOnly: boolean
      readonly pastJournal: string | null
      readonly act: 'checkpoint' | 'rollBack' | null
      /** Behind it is the list it was chosen from. */
      readonly isFromList: boolean
      /** More of the demo's tour comes behind the screen. */
      readonly isTour: boolean
    }

export const runPage = (more: Partial<Extract<Page, { kind: 'run' }>> = {}): Page => ({
  kind: 'run',
  isReadOnly: false,
  pastJournal: null,
  act: null,
  isFromList: false,
  isTour: false,
  ...more,
})
