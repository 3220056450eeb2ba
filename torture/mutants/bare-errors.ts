// Breaks the program: what it throws itself comes out with its trace.
const real = process.stderr.write.bind(process.stderr)
Object.assign(process.stderr, {
  write: (text: unknown, ...rest: unknown[]): boolean =>
    Reflect.apply(real, process.stderr, [
      /cannot|broken|is |not /.test(String(text)) ? `${String(new Error('inner').stack)}\n` : text,
      ...rest,
    ]),
})
