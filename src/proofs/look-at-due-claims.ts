import { In } from "typeorm";
import type { Database } from "../database/index.js";
import type { Services } from "../graphql/index.js";
import { required } from "../kernel/index.js";
import { Domain, Reseller } from "../tenancy/index.js";
import { type ExpectedProof, lookAtProof } from "./look-at-proof.js";
import { concludeLook } from "./operations/conclude-look.js";
import type { ProofAlerts } from "./proof-alerts.js";
import { ProofClaim } from "./proof-claim.entity.js";
import { lookIsConcluded } from "./verdict-signals.js";

type Parts = Pick<Services, "database" | "clock" | "resolver" | "configuration">;

/** Longer than any look takes; a process that dies with it keeps others from it for as long. */
const HELD_MS = 60_000;
const MAX_AT_ONCE = 20;
/** Of one reseller, so that the others find room while its name servers keep silent. */
const MAX_AT_ONCE_PER_TENANT = 10;

/** Looks at what is due, in turns between resellers; several processes may do so at once. */
export class ProofLooks {
  private readonly underWay = new Map<string, { readonly tenant: string; readonly end: Promise<void> }>();

  constructor(
    private readonly parts: Parts,
    private readonly alerts: ProofAlerts,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Begins as many looks as there is room for, and waits for none. Returns how many. */
  async begin(onEnd: () => void = () => undefined): Promise<number> {
    const room = MAX_AT_ONCE - this.underWay.size;
    if (room <= 0) return 0;
    const chosen = this.choose(await this.findDue(), room);
    for (const claim of chosen) {
      const end = this.look(claim)
        .catch(this.onError)
        .finally(() => {
          this.underWay.delete(claim.id);
          lookIsConcluded.call(claim.id);
          onEnd();
        });
      this.underWay.set(claim.id, { tenant: claim.tenant, end });
    }
    return chosen.length;
  }

  /** Fulfils when every look that has begun has ended. */
  async ended(): Promise<void> {
    await Promise.all([...this.underWay.values()].map(({ end }) => end));
  }

  private async findDue(): Promise<ProofClaim[]> {
    const now = this.parts.clock.now().getTime();
    const query = this.parts.database.reader
      .createQueryBuilder(ProofClaim, "claim")
      .where("claim.nextLookAt <= :now AND (claim.heldUntil IS NULL OR claim.heldUntil <= :now)", { now });
    const busy = [...this.countByTenant()].filter(([, count]) => count >= MAX_AT_ONCE_PER_TENANT);
    if (busy.length > 0) query.andWhere("claim.tenant NOT IN (:...busy)", { busy: busy.map(([tenant]) => tenant) });
    return query.orderBy("claim.nextLookAt", "ASC").addOrderBy("claim.id", "ASC").limit(200).getMany();
  }

  /** Each time one of the reseller that has the fewest under way. */
  private choose(due: readonly ProofClaim[], room: number): ProofClaim[] {
    const counts = this.countByTenant();
    const countOf = ({ tenant }: ProofClaim) => counts.get(tenant) ?? 0;
    const left = due.filter(({ id }) => !this.underWay.has(id));
    const chosen: ProofClaim[] = [];
    while (chosen.length < room && left.length > 0) {
      const index = left.reduce((best, claim, at) => (countOf(claim) < countOf(required(left[best])) ? at : best), 0);
      const [claim] = left.splice(index, 1);
      if (claim === undefined || countOf(claim) >= MAX_AT_ONCE_PER_TENANT) break;
      counts.set(claim.tenant, countOf(claim) + 1);
      chosen.push(claim);
    }
    return chosen;
  }

  private countByTenant(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { tenant } of this.underWay.values()) counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
    return counts;
  }

  private async look(claim: ProofClaim): Promise<void> {
    const { database, resolver, configuration } = this.parts;
    if (!(await takeHold(database, claim))) return;
    const verdict = await lookAtProof(resolver, await wantedBy(database, claim));
    const rules = { goneDays: configuration.proofGoneDays, alerts: this.alerts };
    await database.write((tx) => concludeLook(tx, claim.id, verdict, rules));
  }
}

/** Whether it was ours to take; whoever is first looks. */
async function takeHold(database: Database, { id }: ProofClaim): Promise<boolean> {
  return database.write(async (tx) => {
    const now = tx.now.getTime();
    const held = await tx.manager
      .createQueryBuilder()
      .update(ProofClaim)
      .set({ heldUntil: new Date(now + HELD_MS) })
      .where("id = :id AND nextLookAt <= :now AND (heldUntil IS NULL OR heldUntil <= :now)", { id, now })
      .execute();
    return held.affected === 1;
  });
}

async function wantedBy({ reader }: Database, claim: ProofClaim): Promise<ExpectedProof> {
  const { domain, value, hostedDomainId } = claim;
  if (hostedDomainId === null) return { domain, value, exchangers: [] };
  const hosted = await reader.findBy(Domain, { id: In([hostedDomainId]) });
  const resellers = await reader.findBy(Reseller, { id: In(hosted.map(({ resellerId }) => resellerId)) });
  return { domain, value, exchangers: resellers[0]?.mailExchangers ?? [] };
}
