/** Places that callers take for a while: so many in all, and so many of one party. */
export class Places {
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(
    private readonly most: number,
    private readonly mostPerParty: number,
  ) {}

  /** The function that gives the place back, which may be called twice; null when there is none left. */
  take(party: string): (() => void) | null {
    const own = this.#taken.get(party) ?? 0;
    if (this.#all >= this.most || own >= this.mostPerParty) return null;
    this.#all += 1;
    this.#taken.set(party, own + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#all -= 1;
      const left = (this.#taken.get(party) ?? 1) - 1;
      if (left === 0) this.#taken.delete(party);
      else this.#taken.set(party, left);
    };
  }
}
