import { Fragment } from "react";

import { useWords } from "../words/words.js";
import { Icon } from "./icon.js";
import { inUnicode } from "./international-domain.js";

const MAX_UNBROKEN_LENGTH = 22;

interface AddressProps {
  readonly value: string;
  /** One line, without the A-label and the warning. */
  readonly isPlain?: boolean;
}

/**
 * An address or a domain, isolated from the text round it, with international domains as people read them; lines break
 * after the @ and, in long parts, after punctuation, never at a letter.
 */
export function Address({ value, isPlain = false }: AddressProps) {
  const { say } = useWords();
  const at = value.lastIndexOf("@");
  const [local, aLabels] = at < 0 ? [null, value] : [value.slice(0, at), value.slice(at + 1)];
  const domain = inUnicode(aLabels);
  const isShort = [local ?? "", domain].every((part) => part.length <= MAX_UNBROKEN_LENGTH);
  return (
    <>
      <bdi className={isShort ? "addr s" : "addr"} dir="ltr">
        {local !== null && (
          <>
            <Breakable text={local} />
            <span className="at">@</span>
            <wbr />
          </>
        )}
        <Breakable text={domain} />
      </bdi>
      {!isPlain && domain !== aLabels && <span className="alabel">{aLabels}</span>}
      {!isPlain && isMixed(`${local ?? ""} ${domain}`) && (
        <span className="look">
          <Icon name="look" />
          {say("consoleList.mixedScripts")}
        </span>
      )}
    </>
  );
}

function Breakable({ text }: { readonly text: string }) {
  if (text.length <= MAX_UNBROKEN_LENGTH) return text;
  const pieces = text.match(/[^.+\-_]*[.+\-_]?/g)?.filter(Boolean) ?? [text];
  let offset = 0;
  return pieces.map((piece) => {
    offset += piece.length;
    return (
      <Fragment key={offset}>
        {piece}
        <wbr />
      </Fragment>
    );
  });
}

/** UTS 39 5.2 in short: letters of Latin beside those that look like them. */
function isMixed(text: string): boolean {
  return (
    text
      .split(/[\s.@]/)
      .some((label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label)) ||
    isWhollyAlike(text)
  );
}

/** A name made of nothing but Cyrillic letters that look Latin. */
function isWhollyAlike(text: string): boolean {
  return text
    .split(/[\s.@]/)
    .some((label) => label.length > 2 && /^[асеорхуіјѕԁһԛԝ\d-]+$/u.test(label) && /\p{L}/u.test(label));
}
