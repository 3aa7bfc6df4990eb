import { execute, type GraphQLSchema, parse } from "graphql";
import { replyPortOf, reportPortsOf } from "../../../app/index.js";
import type { Resolver } from "../../../dns/index.js";
import { fromGlobalId, RequestContext, readGlobalId, type Services } from "../../../graphql/index.js";
import { type Envelope, takeReport } from "../../../intake/index.js";
import { type Actor, ANONYMOUS_ACTOR, type Role, SYSTEM_ACTOR } from "../../../kernel/index.js";
import { resolveScope, type ScopeInput } from "../../../tenancy/index.js";
import { StoryClock } from "./story-clock.js";
import { type Replies, StoryMail } from "./story-mail.js";

type Variables = Readonly<Record<string, unknown>>;

/** A network for documentation (RFC 5737): everybody in the story comes from there. */
const REMOTE_ADDRESS = "203.0.113.24";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** Names that are reserved for examples stand in no DNS, and a story waits for nobody's server. */
const NO_NAME_SERVERS: Resolver = {
  isSet: false,
  look: async () => ({ kind: "UNKNOWN", troubles: ["NO_SERVER"] }),
  lookCached: async () => ({ kind: "UNKNOWN", troubles: ["NO_SERVER"] }),
  lookAtEach: async () => [],
};

interface Introduction {
  readonly kind: Actor["kind"];
  readonly role: Role;
  readonly id: string;
  readonly scope: ScopeInput;
}

/**
 * Where the story is told: the product as it is, under a clock of its own, without name servers and with every mail kept.
 * People and machines do what they do through the API, under the rules that hold for them.
 */
export class Stage {
  readonly clock: StoryClock;
  readonly services: Services;
  readonly mail: StoryMail;
  readonly #actors = new Map<string, Actor>();
  readonly #ids = new Map<string, string>();

  constructor(
    services: Services,
    private readonly schema: GraphQLSchema,
    start: number,
    replies: Replies,
  ) {
    this.clock = new StoryClock(start);
    this.services = {
      ...services,
      clock: this.clock,
      database: services.database.under(this.clock),
      resolver: NO_NAME_SERVERS,
      log: services.log.child({}, { level: "silent" }),
    };
    this.mail = new StoryMail(this.services, replies);
  }

  /** What somebody asks of the API: the one field of the answer. Throws what it was refused with. */
  async call<Answer>(actor: Actor, document: string, variables: Variables = {}): Promise<Answer> {
    const { data, errors } = await execute({
      schema: this.schema,
      document: parse(document),
      contextValue: new RequestContext(this.services, actor),
      variableValues: variables,
    });
    const [error] = errors ?? [];
    if (error !== undefined) throw new Error(`${actor.label}: ${document}`, { cause: error });
    return Object.values(data ?? {})[0] as Answer;
  }

  /** What is refused, as the story has it. */
  async refused(actor: Actor, document: string, variables: Variables): Promise<void> {
    const isTaken = await this.call(actor, document, variables).then(
      () => true,
      () => false,
    );
    if (isTaken) throw new Error(`${actor.label} was to be refused: ${document}`);
  }

  /** `call` by somebody whom the story knows: a login, a key, the address of a mailbox. */
  async callAs<Answer>(who: string, document: string, variables: Variables = {}): Promise<Answer> {
    return this.call(await this.actor(who), document, variables);
  }

  /** A report or a bounce as the mail server hands it over by LMTP. */
  async receive(message: string, envelope: Envelope): Promise<void> {
    const ports = { ...reportPortsOf(this.services), replies: replyPortOf(this.services) };
    async function* content(): AsyncGenerator<Buffer> {
      yield Buffer.from(message);
    }
    const outcome = await takeReport(this.services.database, ports, content(), envelope);
    if (outcome !== "COUNTED") throw new Error(`A report to ${envelope.forwardPaths.join(", ")} counts as ${outcome}`);
  }

  /** A visitor without a sign-in. */
  visitor(userAgent = BROWSER): Actor {
    return { ...ANONYMOUS_ACTOR, remoteAddress: REMOTE_ADDRESS, userAgent };
  }

  async actor(who: string): Promise<Actor> {
    if (!this.#actors.has(who) && who.includes("@")) {
      const accountId = readGlobalId(this.id(who));
      const id = fromGlobalId("Account", accountId);
      await this.introduce(who, { kind: "ACCOUNT", role: "ACCOUNT", id, scope: { accountId } });
    }
    const actor = this.#actors.get(who);
    if (actor === undefined) throw new Error(`Nobody in the story is called ${who}`);
    return actor;
  }

  /** From here on somebody is called by this name; `id` is that of the row. */
  async introduce(who: string, known: Introduction): Promise<void> {
    const { kind, role, id } = known;
    const scope = await resolveScope(this.services.database.reader, SYSTEM_ACTOR, known.scope, "scope");
    this.#actors.set(who, { ...this.visitor(), kind, id, label: who, role, scope });
  }

  /** Global ids by the names that the plan uses: slugs, domains, addresses. */
  id(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`Nothing in the story is called ${name}`);
    return id;
  }

  remember(name: string, id: string): void {
    this.#ids.set(name, id);
  }
}
