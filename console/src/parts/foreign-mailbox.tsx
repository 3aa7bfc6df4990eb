import { useWords } from "../words/words.js";
import { Address } from "./address.js";
import { Tag } from "./chip.js";

interface MailboxProps {
  readonly address: string;
  /** The domain that it is of, or not. */
  readonly domain: string;
}

/** A mailbox, marked where it is not of the domain. */
export function Mailbox({ address, domain }: MailboxProps) {
  const { say } = useWords();
  return (
    <>
      <Address value={address} />
      {isOutside(address, domain) && (
        <span className="sub">
          <Tag kind="foreign" icon="globe">
            {say("consoleList.outside")}
          </Tag>
        </span>
      )}
    </>
  );
}

export function isOutside(address: string, domain: string): boolean {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase() !== domain.toLowerCase();
}
