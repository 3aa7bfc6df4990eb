import { networkOf } from "../access/index.js";

/** Places that callers take for a while: so many in all, and so many of one network. */
export class NetworkPlaces {
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(
    private readonly most: number,
    private readonly mostPerNetwork: number,
  ) {}

  /** The function that gives the place back, which may be called twice; null when there is none left. */
  take(address: string | null): (() => void) | null {
    const network = networkOf(address);
    const ofNetwork = this.#taken.get(network) ?? 0;
    if (this.#all >= this.most || ofNetwork >= this.mostPerNetwork) return null;
    this.#all += 1;
    this.#taken.set(network, ofNetwork + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#all -= 1;
      const left = (this.#taken.get(network) ?? 1) - 1;
      if (left === 0) this.#taken.delete(network);
      else this.#taken.set(network, left);
    };
  }
}
