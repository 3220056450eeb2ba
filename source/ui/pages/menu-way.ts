// Where the menu of a project leads.

/** Where a menu leads. */
export type MenuWay = 'live' | 'checkpoint' | 'rollBack' | 'loops' | 'settings' | 'demo' | 'leave'
