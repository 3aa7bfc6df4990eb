import { parseFromHeader } from "../kernel/index.js";

/**
 * What is to be judged of one header that says who a message is from: every address in it. A value that cannot be read
 * to its end or that names nobody is asked about as a whole; as no address begins like that, the rules find it MALFORMED
 * and refuse it under ENFORCE: nobody can say what a reader would make of it.
 */
export function judgedAddressesOf(headerName: string, value: string): string[] {
  const { addresses, isComplete } = parseFromHeader(value);
  return isComplete ? addresses : [...addresses, `${headerName}: ${value.trim()}`];
}
