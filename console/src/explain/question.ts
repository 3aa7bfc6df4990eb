import { useNavigate, useSearch } from "@tanstack/react-router";

/** How the empty sender of notifications is written (RFC 5321 4.5.5), in the address bar too. */
export const NULL_SENDER = "<>";

/** As it is typed, and as it stands in the address bar. */
export interface Question {
  readonly login: string;
  readonly from: string;
  readonly header: string;
  /** Of a resent message: who resends it. */
  readonly resent: string;
}

/** Of a login and an address that it used, as the API knows them. */
export function questionOf(login: string, address: string): Question {
  return { login, from: address === "" ? NULL_SENDER : address, header: "", resent: "" };
}

/** What is asked in the address bar, with the queue id that it came from, and the way to ask something else. */
export function useQuestion() {
  const {
    login = "",
    from = "",
    header = "",
    resent = "",
    queue = null,
  } = useSearch({ strict: false }) as Partial<Question> & {
    queue?: string;
  };
  const navigate = useNavigate();
  const ask = (question: Question) =>
    void navigate({ to: ".", search: ((all: object) => ({ ...all, queue: undefined, ...question })) as never });
  /** The same with the queue id kept, in place of the step that named it alone. */
  const fillIn = (question: Question) =>
    void navigate({ to: ".", replace: true, search: ((all: object) => ({ ...all, ...question })) as never });
  return { question: { login, from, header, resent }, queue, ask, fillIn };
}

/** As the API takes it; null while it is incomplete. */
export function toVariables({ login, from, header, resent }: Question) {
  if (login === "" || from === "") return null;
  return { login, sender: withoutBrackets(from), headerFrom: addressesIn(header), resentFrom: addressesIn(resent) };
}

/** Null for none: whatever a field had is then left out of the question. */
function addressesIn(field: string): string[] | null {
  const addresses = field.split(/[\s,;]+/).filter(Boolean);
  return addresses.length === 0 ? null : addresses;
}

function withoutBrackets(address: string): string {
  return address.replace(/^<(.*)>$/, "$1");
}
