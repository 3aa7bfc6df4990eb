/**
 * An address as mails show it: of a subaddress, which whoever asks has made up, nothing but that there is one. The page
 * behind the link shows it whole.
 */
export function shortAddress(address: string): string {
  return address.replace(/^([^"+@]+)\+.+(?=@[^@]*$)/u, "$1+…");
}
