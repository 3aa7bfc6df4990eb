/** Stands where the id would, in lines of smtpd about a message that has none yet. */
export const NO_QUEUE_ID = "NOQUEUE";

/**
 * Length of the queue id that `text` opens with, when it is followed by ": ", else 0. Short ids are upper-case
 * hexadecimal; long ids (enable_long_queue_ids) use 0-9, B-Z, b-z without vowels. Neither form holds a lower-case
 * vowel, so `warning: ` and `statistics: ` are none.
 */
export function queueIdLength(text: string): number {
  let index = 0;
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const isDigit = code >= 0x30 && code <= 0x39;
    const isUpper = code >= 0x41 && code <= 0x5a;
    if (!isDigit && !isUpper && !isLowerConsonant(code)) break;
  }
  if (index < 5 || index > 40 || (index === 7 && text.startsWith(NO_QUEUE_ID))) return 0;
  return text.charCodeAt(index) === 0x3a && text.charCodeAt(index + 1) === 0x20 ? index : 0;
}

function isLowerConsonant(code: number): boolean {
  if (code < 0x62 || code > 0x7a) return false;
  return code !== 0x65 && code !== 0x69 && code !== 0x6f && code !== 0x75;
}
