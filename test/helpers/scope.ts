// Something that ends: a test, or one injection of the torture suite. What is opened for it is given back then.
export interface Scope {
  readonly after: (work: () => unknown) => void
}
