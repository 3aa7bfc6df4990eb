import { Fragment } from "react";

/** The rest of a sentence is no part of an address. */
const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** Paragraphs that somebody wrote for their people: text only, with addresses of pages as links. */
export function WrittenText({ text }: { readonly text: string }) {
  return text.split(/\n{2,}/).map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name, and never move.
    <p key={index} dir="auto">
      {paragraph.split("\n").map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nor do lines.
        <Fragment key={place}>
          {place > 0 && <br />}
          {line.split(LINK).map((part, at) =>
            at % 2 === 1 ? (
              <a key={part} href={part} target="_blank" rel="noopener noreferrer nofollow">
                {part}
              </a>
            ) : (
              part
            ),
          )}
        </Fragment>
      ))}
    </p>
  ));
}
