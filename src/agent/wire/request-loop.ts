import { isPromise } from "../decision-source.js";
import type { Connection, Session } from "./connection.js";

export interface RequestReader<Request> {
  append(chunk: Buffer): void;
  /** The next whole request, null when there is none yet. Throws ProtocolTrouble, after which the reader is spent. */
  next(): Request | null;
  /** Whether a part of a request is waiting for its rest. */
  readonly hasPart: boolean;
}

export interface LoopOptions {
  readonly encoding?: "utf8" | "latin1" | undefined;
  readonly holdsOpen?: (() => boolean) | undefined;
}

/**
 * Answers the requests of one connection one after the other, in their order, also when several arrive at once: what
 * can be answered in one go is written in one go, and while an answer is awaited nothing is read. An empty answer
 * writes nothing, null ends the connection; an `answer` that throws or rejects ends it as trouble. In both cases what
 * came before is answered. `holdsOpen` says whether more is expected before the connection counts as idle.
 */
export function openRequestLoop<Request>(
  connection: Connection,
  reader: RequestReader<Request>,
  answer: (request: Request) => string | null | Promise<string>,
  { encoding = "utf8", holdsOpen = () => false }: LoopOptions = {},
): Session {
  let isWaiting = false;

  function work(): void {
    let output = "";
    let hasFinished = false;
    try {
      while (!connection.isOver) {
        const request = reader.next();
        if (request === null) break;
        hasFinished = true;
        const reply = answer(request);
        if (reply === null) {
          if (output !== "") connection.send(output, encoding);
          output = "";
          connection.end();
          return;
        }
        if (isPromise(reply)) {
          waitFor(reply);
          return;
        }
        output += reply;
      }
      // Answers go first: entering IDLE may end the connection.
      if (output !== "") connection.send(output, encoding);
      output = "";
      // The time for a request counts from its first byte, not from its latest.
      if (hasFinished || !reader.hasPart) connection.enter("IDLE");
      if (reader.hasPart) connection.enter("READING");
    } finally {
      if (output !== "") connection.send(output, encoding);
    }
  }

  function waitFor(pending: Promise<string>): void {
    isWaiting = true;
    connection.enter("DECIDING");
    pending
      .then((reply) => {
        isWaiting = false;
        if (connection.isOver) return;
        if (reply !== "") connection.send(reply, encoding);
        work();
      })
      .catch((error) => connection.fail(error));
  }

  return {
    holdsOpen,
    receive(chunk) {
      reader.append(chunk);
      if (!isWaiting) work();
    },
  };
}
