import type { Block, MailDocument } from "./mail-document.js";

/** RFC 5322 2.1.1: lines should have no more. Addresses and links are never broken. */
const LINE_LENGTH = 78;

/** `colon` as the language sets it: French has a space before it. */
export function asText(document: MailDocument, colon: string): string {
  const { heading, blocks, footer, unsubscribe } = document;
  const parts = [wrap(heading), ...blocks.map((block) => blockAsText(block, colon))];
  const end = ["-".repeat(40), ...footer.map((line) => wrap(line))];
  if (unsubscribe !== undefined) end.push(`${wrap(unsubscribe.label + colon)}\n${unsubscribe.url}`);
  return `${[...parts, end.join("\n")].join("\n\n")}\n`;
}

function blockAsText(block: Block, colon: string): string {
  switch (block.kind) {
    case "paragraph":
      return wrap(block.text);
    case "note":
      return block.url === undefined ? wrap(block.text) : `${wrap(block.text)}\n\n${block.url}`;
    case "button":
      return `${wrap(block.label + colon)}\n\n${block.url}`;
    case "facts":
      return block.rows
        .map(({ label, value, note }) =>
          wrap(`${label}${colon} ${value}${note === undefined ? "" : ` (${note})`}`, "  "),
        )
        .join("\n");
    case "choices":
      return block.rows.map(({ term, text }) => wrap(`* ${term}${colon} ${text}`, "  ")).join("\n");
    case "figures":
      return block.rows.map(({ figure, label }) => wrap(`* ${figure} ${label}`, "  ")).join("\n");
    case "list":
      return block.rows
        .map(({ text, detail }) =>
          block.isDetailBelow
            ? `${wrap(`* ${text}`, "  ")}\n${wrap(detail, "  ", "  ")}`
            : wrap(`* ${text} ${detail}`, "  "),
        )
        .join("\n");
    case "links":
      return block.rows
        .map(({ text, note, url }) => `${wrap(`* ${text}${note === undefined ? "" : ` (${note})`}`, "  ")}\n  ${url}`)
        .join("\n\n");
  }
}

/** Breaks at spaces only; `indent` begins every line but the first, which `begin` does. */
export function wrap(text: string, indent = "", begin = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const longer = line === "" ? begin + word : `${line} ${word}`;
    if (line !== "" && longer.length > LINE_LENGTH) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join("\n");
}
