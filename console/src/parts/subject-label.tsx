import { useWords } from "../words/words.js";
import { Address } from "./address.js";

/** Labels stand in the trail as the server wrote them, in one language: their hash is in it. */
const PAIR = /^(\S+@\S+) as (\S+@\S+)$/;
const POLICY = /^policy of (.+)$/;
const NAME_OF_HOST = /^\S+\.\S+$/;

/** What an event of the trail is about: a mailbox and the address it asked for, a scope, or a name. */
export function SubjectLabel({ label }: { readonly label: string }) {
  const { say } = useWords();
  const [, account, address] = PAIR.exec(label) ?? [];
  if (account !== undefined && address !== undefined) {
    return (
      <>
        <Address value={account} isPlain /> {say("consoleAudit.sendsAs")} <Address value={address} isPlain />
      </>
    );
  }
  // That it is about the policy, the action says.
  const name = POLICY.exec(label)?.[1] ?? label;
  return NAME_OF_HOST.test(name) ? <Address value={name} isPlain /> : <bdi>{name}</bdi>;
}
