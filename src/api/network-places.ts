import { networkOf } from "../access/index.js";
import { Places } from "./places.js";

/** Places of which one network has so many. */
export class NetworkPlaces {
  readonly #places: Places;

  constructor(most: number, mostPerNetwork: number) {
    this.#places = new Places(most, mostPerNetwork);
  }

  /** As `Places.take`, for the network of an address. */
  take(address: string | null): (() => void) | null {
    return this.#places.take(networkOf(address));
  }
}
