const NUMBERS = new Intl.NumberFormat("en");

/** Says how a long job is getting on: one line that is written over on a terminal, a line for each tenth elsewhere. */
export class Progress {
  #done = 0;
  #lastShown = -1;
  readonly #startedAt = Date.now();

  constructor(
    private readonly title: string,
    private readonly total: number,
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
    const seconds = (Date.now() - this.#startedAt) / 1000;
    const rate = this.#done / Math.max(seconds, 0.001);
    const left =
      share >= 1 ? `in ${formatSeconds(seconds)}` : `${formatSeconds((this.total - this.#done) / rate)} left`;
    const line = `${this.title.padEnd(22)} ${`${Math.floor(share * 100)} %`.padStart(6)}  ${NUMBERS.format(this.#done)} rows, ${NUMBERS.format(Math.round(rate))}/s, ${left}`;
    this.output.write(this.output.isTTY ? `\r${line}\u001b[K${share >= 1 ? "\n" : ""}` : `${line}\n`);
  }
}

function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return "–";
  return seconds < 90
    ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
