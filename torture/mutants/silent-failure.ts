// Breaks the program: what it has to say about a failure is not said.
for (const stream of [process.stderr, process.stdout]) {
  const real = stream.write.bind(stream)
  Object.assign(stream, {
    write: (text: unknown, ...rest: unknown[]): boolean =>
      /cannot be|refused|space|failed/.test(String(text)) ? true : Reflect.apply(real, stream, [text, ...rest]),
  })
}
