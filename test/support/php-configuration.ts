/** A value of a PHP configuration. */
export type PhpValue = string | number | boolean | readonly PhpValue[] | { readonly [key: string]: PhpValue };

export function phpConfiguration(settings: Readonly<Record<string, PhpValue>>): string {
  const lines = Object.entries(settings).map(([name, value]) => `$config[${phpValue(name)}] = ${phpValue(value)};\n`);
  return `<?php\n\n${lines.join("")}`;
}

export function phpValue(value: PhpValue): string {
  if (typeof value === "string") return `'${value.replace(/['\\]/g, "\\$&")}'`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(phpValue).join(", ")}]`;
  return `[${Object.entries(value)
    .map(([key, each]) => `${phpValue(key)} => ${phpValue(each)}`)
    .join(", ")}]`;
}
