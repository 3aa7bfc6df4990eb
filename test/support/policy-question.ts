import { connect } from "node:net";

/** What a policy server says to Postfix about a sender, on a connection of its own; null when it says nothing. */
export function askPolicyServer(port: number, saslLogin: string, sender: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("connect", () =>
      socket.write(
        `request=smtpd_access_policy\nprotocol_state=RCPT\nsasl_username=${saslLogin}\nsender=${sender}\n\n`,
      ),
    );
    socket.on("data", (chunk) => {
      answer += String(chunk);
      if (answer.includes("\n\n")) socket.end();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer === "" ? null : answer.trim()));
  });
}
