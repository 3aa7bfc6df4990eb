import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import {
  ADDRESS_LENGTH,
  identifierColumn,
  jsonColumn,
  RESELLER_PATH_LENGTH,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import type { SettingRanks } from "./policy.entity.js";
import type { PolicySettings } from "./settings-table.js";

/**
 * What somebody further up had set for a domain or an account that was deleted by somebody below. It waits for whoever
 * makes the domain, or the address, anew: a deletion undoes nothing of what the one who deletes could not undo.
 */
@Entity("kept_policy")
@Index("ux_kept_policy_name", ["scopeKind", "name"], { unique: true })
@Index("ix_kept_policy_path", ["resellerPath"])
export class KeptPolicy {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(textColumn(STATE_LENGTH))
  scopeKind: "DOMAIN" | "ACCOUNT";

  /** The domain's name, or the canonical key of the account's address. */
  @Column(textColumn(ADDRESS_LENGTH))
  name: string;

  /** Where it lived: its ranks follow a reseller that moves. */
  @Column(textColumn(RESELLER_PATH_LENGTH))
  resellerPath: string;

  @Column(jsonColumn())
  settings: PolicySettings;

  @Column(jsonColumn())
  locked: (keyof PolicySettings)[];

  @Column(jsonColumn())
  settingRanks: SettingRanks;

  @Column(jsonColumn())
  lockRanks: SettingRanks;

  @Column(timeColumn())
  keptAt: Date;
}
