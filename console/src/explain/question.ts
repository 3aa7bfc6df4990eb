import { useNavigate, useSearch } from "@tanstack/react-router";

/** How the empty sender of notifications is written (RFC 5321 4.5.5), in the address bar too. */
export const NULL_SENDER = "<>";

/** As it is typed, and as it stands in the address bar. */
export interface Question {
  readonly login: string;
  readonly from: string;
  readonly header: string;
}

/** Of a login and an address that it used, as the API knows them. */
export function questionOf(login: string, address: string): Question {
  return { login, from: address === "" ? NULL_SENDER : address, header: "" };
}

/** What is asked in the address bar, with the queue id that it came from, and the way to ask something else. */
export function useQuestion() {
  const {
    login = "",
    from = "",
    header = "",
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
  return { question: { login, from, header }, queue, ask, fillIn };
}

/** As the API takes it; null while it is incomplete. */
export function toVariables({ login, from, header }: Question) {
  if (login === "" || from === "") return null;
  const headerFrom = header.split(/[\s,;]+/).filter(Boolean);
  return { login, sender: withoutBrackets(from), headerFrom: headerFrom.length === 0 ? null : headerFrom };
}

function withoutBrackets(address: string): string {
  return address.replace(/^<(.*)>$/, "$1");
}
