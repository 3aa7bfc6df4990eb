const ENCODED_WORDS = /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?/gi;

/**
 * The text of a field with its encoded words (RFC 2047; a language by RFC 2231) read: `=?utf-8?Q?R=C3=A9ponse?= automatique`
 * is `Réponse automatique`. A word in a character set that nobody knows stays as it is.
 */
export function decodeWords(value: string): string {
  return value.replaceAll(ENCODED_WORDS, (word: string, charset: string, encoding: string, text: string) => {
    const octets = encoding.toLowerCase() === "b" ? Buffer.from(text, "base64") : Buffer.from(unquoted(text), "latin1");
    try {
      return new TextDecoder(charset).decode(octets);
    } catch {
      return word;
    }
  });
}

/** RFC 2047 4.2: `_` is a space, `=` and two digits an octet. */
function unquoted(text: string): string {
  return text
    .replaceAll("_", " ")
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
