import type { ListenAddress } from "../../../../src/config/index.js";
import { openRawClient, type RawClient } from "./raw-client.js";

export interface Packet {
  readonly command: string;
  readonly data: Buffer;
}

export function packet(command: string, data: Buffer | string = ""): Buffer {
  const bytes = Buffer.from(data);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + bytes.length);
  head.write(command, 4, "latin1");
  return Buffer.concat([head, bytes]);
}

export const strings = (...texts: readonly string[]) => texts.map((text) => `${text}\0`).join("");

export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
}

export const macros = (stage: string, values: Readonly<Record<string, string>>) =>
  packet("D", stage + strings(...Object.entries(values).flat()));

/** All actions and all protocol steps that Postfix 3.7 offers. */
export const ALL_ACTIONS = 0x1ff;
export const ALL_PROTOCOL = 0x1fffff;

export interface MilterClient {
  readonly raw: RawClient;
  send(...packets: readonly Buffer[]): void;
  receive(): Promise<Packet>;
}

export async function openMilterClient(address: ListenAddress): Promise<MilterClient> {
  const raw = await openRawClient(address);
  return {
    raw,
    send: (...packets) => raw.write(Buffer.concat(packets)),
    async receive() {
      const length = (await raw.take(4)).readUInt32BE(0);
      const body = await raw.take(length);
      return { command: body.toString("latin1", 0, 1), data: body.subarray(1) };
    },
  };
}

export interface Mail {
  readonly login?: string;
  readonly mailFrom?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly queueId?: string;
}

/** MAIL and what follows, up to the end of the headers, as Postfix sends it to a filter that wants no more. */
export function mailAndHeaders({ login, mailFrom = "<anna@example.org>", headers = [], queueId = "4Q" }: Mail): {
  mail: Buffer;
  headers: Buffer;
} {
  return {
    mail: Buffer.concat([
      macros("M", login === undefined ? {} : { "{auth_authen}": login, "{mail_addr}": mailFrom.slice(1, -1) }),
      packet("M", strings(mailFrom, "SIZE=100")),
    ]),
    headers: Buffer.concat([
      ...headers.map(([name, value]) => packet("L", strings(name, value))),
      macros("N", { i: queueId }),
      packet("N"),
    ]),
  };
}
