import type { Clock } from "../../../kernel/index.js";

/** A clock that stands at the moment that is being told, and goes forward only. */
export class StoryClock implements Clock {
  constructor(private at: number) {}

  now(): Date {
    return new Date(this.at);
  }

  moveTo(at: number): void {
    if (at < this.at) throw new Error(`The story goes back from ${this.now().toISOString()}`);
    this.at = at;
  }
}
