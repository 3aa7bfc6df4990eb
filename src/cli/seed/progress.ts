import type { Language } from "../../texts/index.js";

/** Says how a long job is getting on: one line that is written over on a terminal, a line for each tenth elsewhere. */
export class Progress {
  #done = 0;
  #lastShown = -1;
  readonly #startedAt = Date.now();

  constructor(
    private readonly title: string,
    private readonly total: number,
    private readonly language: Language,
    private readonly output: NodeJS.WriteStream = process.stderr,
  ) {}

  add(count: number): void {
    this.#done += count;
    const share = this.total === 0 ? 1 : this.#done / this.total;
    const step = this.output.isTTY ? Math.floor(share * 200) : Math.floor(share * 10);
    if (step === this.#lastShown) return;
    this.#lastShown = step;
    this.#show(share);
  }

  #show(share: number): void {
    const { say } = this.language;
    const seconds = (Date.now() - this.#startedAt) / 1000;
    const rate = this.#done / Math.max(seconds, 0.001);
    const figures = { rows: this.#done, rate: Math.round(rate) };
    const words =
      share >= 1
        ? say("seedReport.rowsIn", { ...figures, time: this.#time(seconds) })
        : say("seedReport.rowsLeft", { ...figures, time: this.#time((this.total - this.#done) / rate) });
    const line = `${this.title.padEnd(22)} ${`${Math.floor(share * 100)} %`.padStart(6)}  ${words}`;
    this.output.write(this.output.isTTY ? `\r${line}\u001b[K${share >= 1 ? "\n" : ""}` : `${line}\n`);
  }

  #time(seconds: number): string {
    const { say } = this.language;
    if (!Number.isFinite(seconds)) return "–";
    return seconds < 90
      ? say("seedReport.seconds", { seconds: Number(seconds.toFixed(seconds < 10 ? 1 : 0)) })
      : say("seedReport.minutes", { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) });
  }
}
