/** For one thing that somebody wants once, however often the call is repeated: keep it until the answer is there. */
export function newIdempotencyKey(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  return [...octets].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}
