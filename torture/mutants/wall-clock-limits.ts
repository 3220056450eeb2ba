// Breaks the program: what lasts is measured by the clock of the day.
Object.assign(performance, { now: () => Date.now() })
