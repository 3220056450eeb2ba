// The clock of the day jumps, for the program alone: TORTURE_CLOCK says when and how far. What measures time runs on evenly.
interface Jumps {
  /** Milliseconds of real time after the start -> milliseconds that the clock is off from then on. */
  readonly jumps: readonly (readonly [afterMs: number, offMs: number])[]
  /** How much faster than real time it runs. */
  readonly rate: number
}

const { jumps, rate }: Jumps = JSON.parse(process.env['TORTURE_CLOCK'] ?? '{"jumps":[],"rate":1}')
const RealDate = Date
const began = RealDate.now()
const now = (): number => {
  const real = RealDate.now() - began
  return Math.round(began + real * rate + (jumps.findLast(([after]) => after <= real)?.[1] ?? 0))
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget: NewableFunction) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
