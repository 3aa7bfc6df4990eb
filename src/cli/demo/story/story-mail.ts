import type { Services } from "../../../graphql/index.js";
import { ownValue, parseEmailAddress } from "../../../kernel/index.js";
import { renderMail } from "../../../notifications/index.js";
import {
  capturingTransport,
  createSealer,
  DeliveryLanes,
  MailRefusedError,
  whenMailIsQueued,
} from "../../../outbox/index.js";
import { onQuestionDead, onQuestionSent } from "../../../verification/index.js";

/** What servers of the world outside say to mail for some addresses. */
export type Replies = ReadonlyMap<string, string>;

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The outbox while the story is told: every mail is kept for /dev/mail, wherever SMTP_URL leads, so that none of the
 * past is sent anywhere; and the secret of its link is remembered for whoever follows it later in the story.
 */
export class StoryMail {
  readonly #tokens = new Map<string, string>();
  readonly #returnPaths = new Map<string, string>();
  readonly #lanes: DeliveryLanes;
  readonly #stopListening: () => void;
  #isWaiting = false;

  constructor({ database, clock, log, configuration }: Services, replies: Replies) {
    this.#stopListening = whenMailIsQueued(() => {
      this.#isWaiting = true;
    });
    const kept = capturingTransport(database, configuration.mailFrom);
    this.#lanes = new DeliveryLanes({
      database,
      clock,
      log,
      workerName: "story",
      sealer: createSealer(configuration.keys.outboxSeal),
      onSent: onQuestionSent,
      onDead: onQuestionDead,
      render: (mail) => {
        this.#remember(mail.parameters, mail.secrets);
        return renderMail(mail, configuration);
      },
      transport: {
        ...kept,
        send: async (mail) => {
          const reply = replies.get(mail.to);
          if (reply !== undefined) throw new MailRefusedError(reply);
          const taken = await kept.send(mail);
          if (mail.returnPath !== null) this.#returnPaths.set(mail.to, mail.returnPath);
          return taken;
        },
      },
    });
  }

  /** Sends what has been queued since the last time. */
  async deliver(): Promise<void> {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    await this.#lanes.run();
    // On a busy machine the lanes set one aside: what comes next in the story comes after it.
    await this.#lanes.settled();
  }

  close(): void {
    this.#stopListening();
  }

  /** Of the last question about this address, or (without an account) of the last mail that asked its reader something. */
  tokenFor(address: string, account = ""): string {
    const token = this.#tokens.get(nameOf(account, address));
    if (token === undefined) throw new Error(`No mail asked about ${address} ${account && `for ${account}`}`);
    return token;
  }

  /** Where the last mail to the address comes back to. */
  returnPathTo(address: string): string {
    const returnPath = this.#returnPaths.get(address);
    if (returnPath === undefined) throw new Error(`No mail went to ${address}`);
    return returnPath;
  }

  #remember(parameters: Parameters, secrets: Readonly<Record<string, string>>): void {
    const questions = (parameters.questions ?? [parameters]) as readonly Parameters[];
    for (const [index, question] of questions.entries()) {
      const token = ownValue(secrets, `token${index}`) ?? secrets.token;
      const { accountAddress = "", address = parameters.address } = question;
      if (token !== undefined) this.#tokens.set(nameOf(String(accountAddress), String(address)), token);
    }
  }
}

function nameOf(account: string, address: string): string {
  return `${keyOf(account)} ${keyOf(address)}`;
}

function keyOf(address: string): string {
  const parsed = parseEmailAddress(address);
  return parsed.ok ? parsed.address.key : address;
}
