/** Takes a planned task back; calling it twice is harmless. */
export type Cancel = () => void

/** Real time plus an offset that can be stepped forward; tasks fall due by this time. */
export type SimulatorClock = {
  /** Simulated time in ms since 1970. */
  nowMs(): number
  /** Runs the task when that much simulated time has passed. Equal due times run in the order of planning. */
  schedule(delayMs: number, task: () => void): Cancel
  /** Steps forward and runs what falls due, each task at its own due time. Returns how many ran. */
  advance(stepMs: number): number
  /** Forgets every task and timer. */
  stop(): void
}

type Task = { readonly dueMs: number; readonly order: number; readonly run: () => void; cancelled: boolean }

/** Longest wait that Node's timers take. */
const TIMER_MAX_MS = 2_147_483_647

/** Makes a clock. `realNowMs` is the time source; `offsetMs` is added to it from the start. */
export function createClock(realNowMs: () => number, offsetMs = 0): SimulatorClock {
  return new SteppableClock(realNowMs, offsetMs)
}

class SteppableClock implements SimulatorClock {
  readonly #realNowMs: () => number
  #offsetMs: number
  /** Set while a step runs old tasks, so that they and what they plan carry their due time. */
  #frozenMs: number | null = null
  #tasks: Task[] = []
  #order = 0
  #timer: ReturnType<typeof setTimeout> | null = null
  #timerDueMs = Number.POSITIVE_INFINITY

  constructor(realNowMs: () => number, offsetMs: number) {
    this.#realNowMs = realNowMs
    this.#offsetMs = offsetMs
  }

  nowMs(): number {
    return this.#frozenMs ?? this.#realNowMs() + this.#offsetMs
  }

  schedule(delayMs: number, task: () => void): Cancel {
    this.#order += 1
    const entry: Task = { dueMs: this.nowMs() + Math.max(0, delayMs), order: this.#order, run: task, cancelled: false }
    pushTask(this.#tasks, entry)
    if (this.#frozenMs === null) this.#arm()
    return () => {
      entry.cancelled = true
    }
  }

  advance(stepMs: number): number {
    this.#offsetMs += stepMs
    return this.#runDue()
  }

  stop(): void {
    this.#tasks = []
    this.#disarm()
  }

  #runDue(): number {
    const untilMs = this.#realNowMs() + this.#offsetMs
    let count = 0
    try {
      for (let next = this.#tasks[0]; next !== undefined && next.dueMs <= untilMs; next = this.#tasks[0]) {
        popTask(this.#tasks)
        if (next.cancelled) continue
        this.#frozenMs = next.dueMs
        next.run()
        count += 1
      }
    } finally {
      this.#frozenMs = null
    }
    this.#disarm()
    this.#arm()
    return count
  }

  #arm(): void {
    const next = this.#tasks[0]
    if (next === undefined || next.dueMs >= this.#timerDueMs) return
    this.#disarm()
    this.#timerDueMs = next.dueMs
    const waitMs = Math.min(TIMER_MAX_MS, Math.max(0, next.dueMs - (this.#realNowMs() + this.#offsetMs)))
    this.#timer = setTimeout(() => this.#runDue(), waitMs)
  }

  #disarm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#timerDueMs = Number.POSITIVE_INFINITY
  }
}

function isBefore(left: Task | undefined, right: Task | undefined): boolean {
  if (left === undefined || right === undefined) return false
  return left.dueMs < right.dueMs || (left.dueMs === right.dueMs && left.order < right.order)
}

function swap(tasks: Task[], one: number, two: number): void {
  const first = tasks[one]
  const second = tasks[two]
  if (first === undefined || second === undefined) return
  tasks[one] = second
  tasks[two] = first
}

function pushTask(tasks: Task[], task: Task): void {
  tasks.push(task)
  let index = tasks.length - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!isBefore(tasks[index], tasks[parent])) return
    swap(tasks, index, parent)
    index = parent
  }
}

function popTask(tasks: Task[]): void {
  swap(tasks, 0, tasks.length - 1)
  tasks.pop()
  let index = 0
  for (;;) {
    const left = 2 * index + 1
    const smaller = isBefore(tasks[left + 1], tasks[left]) ? left + 1 : left
    if (!isBefore(tasks[smaller], tasks[index])) return
    swap(tasks, smaller, index)
    index = smaller
  }
}
