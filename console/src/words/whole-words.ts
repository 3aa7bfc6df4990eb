/** UAX 14: no line ends beside a word joiner (U+2060), and so none within a word like `e-mail`; of what the server says, too. */
export function wholeWords(text: string): string {
  return text.replace(/\be-(?=mail)/gi, "$&\u2060");
}
