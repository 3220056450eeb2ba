// A pure function that need not compute again what it was just asked.

/** Keeps the last answer: while no argument changes it is the same value, and nothing is drawn anew for it. */
export function remembered<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly answer: R } | null = null
  return (...args) => {
    const isSame =
      last !== null && args.length === last.args.length && args.every((arg, i) => Object.is(arg, last?.args[i]))
    if (last === null || !isSame) last = { args, answer: compute(...args) }
    return last.answer
  }
}
