import type { EntityManager } from "typeorm";
import { lockRow, type Transaction } from "../../database/index.js";
import { BrandState } from "../brand-state.js";
import { PlatformSettings } from "../platform-settings.entity.js";
import { Reseller } from "../reseller.entity.js";
import { BrandLogo } from "./brand-logo.entity.js";
import type { RedrawnLogo } from "./redraw-logo.js";

/** The name of it, for the column; it is kept once, however many use it. */
export async function keepLogo(
  tx: Transaction,
  logo: RedrawnLogo | null | undefined,
): Promise<string | null | undefined> {
  if (!logo) return logo;
  // One that is there already stays locked until the commit, so that nobody drops it meanwhile.
  await tx.manager
    .createQueryBuilder()
    .insert()
    .into(BrandLogo)
    .values({ ...logo, createdAt: tx.now })
    .orIgnore()
    .execute();
  return logo.name;
}

/** Drops those that nobody has any more; called when the rows that had them are written. */
export async function dropUnusedLogos(tx: Transaction, names: readonly (string | null | undefined)[]): Promise<void> {
  for (const name of new Set(names)) {
    if (!name) continue;
    await lockRow(tx, BrandLogo, { name });
    const isUsed =
      (await tx.manager.existsBy(Reseller, { logo: name })) ||
      (await tx.manager.existsBy(PlatformSettings, { logo: name }));
    if (!isUsed) await tx.manager.delete(BrandLogo, { name });
  }
}

/** For anybody: the platform's, and those of brands that the operator approved. Null for every other. */
export async function findShownLogo(reader: EntityManager, name: string): Promise<Buffer | null> {
  const isShown =
    (await reader.existsBy(Reseller, { logo: name, brandState: BrandState.APPROVED })) ||
    (await reader.existsBy(PlatformSettings, { logo: name }));
  const logo = isShown ? await reader.findOneBy(BrandLogo, { name }) : null;
  return logo === null ? null : Buffer.from(logo.png, "base64");
}
