// Some of what a test tries, by day; all of it at night (`npm run test:nightly`).

export const isNight = process.env['TOS_KILL_ALL'] !== undefined

/** Every `stride`-th, beginning with the first. */
export const byDay = <T>(all: readonly T[], stride: number): readonly T[] =>
  isNight ? all : all.filter((_, i) => i % stride === 0)
