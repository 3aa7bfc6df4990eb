const IPV4 = /^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})$/;
const GROUP = /^[0-9a-f]{1,4}$/;

/**
 * The canonical form of an address literal with its brackets (RFC 5321 4.1.3), null for anything else. IPv6 is
 * written as RFC 5952 asks; a dotted tail stays dotted. Tagged literals other than IPv6 do not exist in the registry.
 */
export function parseAddressLiteral(text: string): string | null {
  if (text.length > 64 || !text.startsWith("[") || !text.endsWith("]")) return null;
  const content = text.slice(1, -1).toLowerCase();
  if (!content.startsWith("ipv6:")) {
    const address = parseIpv4(content);
    return address === null ? null : `[${address}]`;
  }
  const address = parseIpv6(content.slice("ipv6:".length));
  return address === null ? null : `[ipv6:${address}]`;
}

function parseIpv4(text: string): string | null {
  const match = IPV4.exec(text);
  if (match === null) return null;
  const octets = match.slice(1).map(Number);
  return octets.every((octet) => octet <= 255) ? octets.join(".") : null;
}

function parseIpv6(text: string): string | null {
  const startOfTail = text.lastIndexOf(":") + 1;
  if (!text.includes(".", startOfTail)) {
    const groups = parseGroups(text);
    return groups === null ? null : compressGroups(groups);
  }
  const dottedTail = parseIpv4(text.slice(startOfTail));
  // Two groups of any value hold the tail's place, so that the count and the reach of `::` come out right.
  const groups = dottedTail === null ? null : parseGroups(`${text.slice(0, startOfTail)}1:1`);
  if (groups === null) return null;
  const head = compressGroups(groups.slice(0, 6));
  return head.endsWith("::") ? `${head}${dottedTail}` : `${head}:${dottedTail}`;
}

/** All eight groups, with those that `::` stands for: two at least, RFC 5321 4.1.3. */
function parseGroups(text: string): number[] | null {
  const halves = text.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const [left = [], right] = halves;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (halves.length > 2 || (right === undefined ? missing !== 0 : missing < 2)) return null;
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...(right ?? [])];
  return groups.every((group) => GROUP.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null;
}

/** RFC 5952 4.2: the longest run of two or more zero groups, the first of equals, becomes `::`. */
function compressGroups(groups: readonly number[]): string {
  let start = 0;
  let length = 0;
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const written = groups.map((group) => group.toString(16));
  if (length < 2) return written.join(":");
  return `${written.slice(0, start).join(":")}::${written.slice(start + length).join(":")}`;
}
