/** `#1757c2` from what people type: with or without the sign, three digits or six. Null for what is no colour. */
export function colourFrom(text: string): string | null {
  const [, digits = ""] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim()) ?? [];
  if (digits === "") return null;
  const whole = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return `#${whole.toLowerCase()}`;
}
